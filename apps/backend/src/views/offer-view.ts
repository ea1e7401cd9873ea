import type { OfferView, Supplier } from '@sprk/contracts';
import { AppError, type Lot, type LotStore, type Offer, type PartnerStore } from '@sprk/core';
import { offerSummary } from './oversupply-view.ts';

/** An offer as its recipient sees it, with the facts of the lot and the place to collect. */
export function offerView(offer: Offer, lot: Lot, supplier: Supplier | undefined): OfferView {
  const { product, category, temperature, date, allergens, readyAt, collectBy } = lot.registration;
  const { divisible, minPartKg, notes } = lot.registration;
  return {
    ...offerSummary(offer),
    oversupplyId: offer.oversupplyId,
    slotDate: offer.slotDate,
    arriveBy: offer.arriveBy,
    distanceKm: Math.round(offer.distanceKm * 10) / 10,
    product,
    category,
    temperature,
    date,
    allergens,
    readyAt,
    collectBy,
    divisible,
    ...(minPartKg !== undefined && { minPartKg }),
    ...(notes !== undefined && { notes }),
    ...(supplier && {
      supplier: {
        id: supplier.id,
        name: supplier.name,
        ...(supplier.address && { address: supplier.address }),
      },
    }),
  };
}

export interface OfferViewDeps {
  readonly lots: LotStore;
  readonly suppliers: PartnerStore<Supplier>;
}

export async function loadOfferView(deps: OfferViewDeps, offer: Offer): Promise<OfferView> {
  const [lot, supplier] = await Promise.all([
    deps.lots.find(offer.oversupplyId),
    deps.suppliers.find(offer.supplierId),
  ]);
  if (!lot) throw new AppError('not_found');
  return offerView(lot.offers.find(({ id }) => id === offer.id) ?? offer, lot, supplier);
}
