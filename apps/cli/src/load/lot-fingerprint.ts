import { hash } from 'node:crypto';
import type { OversupplyInput } from '@sprk/contracts';

/** The same for what was posted and for what is given back, if every fact of the lot is the same. */
export function lotFingerprint(lot: OversupplyInput): string {
  const facts = [
    lot.supplierId,
    lot.product,
    lot.gtin,
    lot.category,
    lot.massKg,
    lot.temperature,
    lot.date?.type,
    lot.date?.on,
    lot.allergens?.toSorted(),
    Date.parse(lot.readyAt),
    Date.parse(lot.collectBy),
    lot.divisible,
    lot.minPartKg,
    lot.reason,
    lot.notes,
  ];
  // Kept for every lot of a long run, so short: 60 bits are enough to notice a difference.
  return hash('sha1', JSON.stringify(facts), 'base64').slice(0, 10);
}
