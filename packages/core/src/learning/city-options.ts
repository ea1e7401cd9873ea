import type { Registration } from '@sprk/contracts';
import { localDate } from '../hours/zone.ts';
import type { AcceptanceModel } from '../matching/acceptance-model.ts';
import type { City } from '../matching/city.ts';
import { scoreOptions } from '../matching/score-options.ts';
import { sift } from '../matching/sift.ts';
import type { PricedOption } from './renew-prices.ts';

const DAY_MS = 86_400_000;

/** A lot as it was registered, for the history that prices are made from. */
export interface RegisteredLot {
  readonly registration: Registration;
  /** ms since the epoch */
  readonly registeredAt: number;
}

/**
 * Who in the running system's city could take a lot like this one if it were registered at `at` (ms): the hard rules
 * on empty days, scored at bid prices of 0. The `optionsOf` of `renewPrices`.
 */
export function cityOptions(
  city: City,
  model: AcceptanceModel,
): (lot: RegisteredLot, at: number) => PricedOption[] {
  const unpriced: AcceptanceModel = { ...model, bidPrices: {} };
  const empty: City = {
    policy: city.policy,
    recipientsNear: (place, maxDistanceKm) => city.recipientsNear(place, maxDistanceKm),
    activity: (id) => ({ ...city.activity(id), openOffers: 0 }),
    reservedKg: () => 0,
    meanNeed: city.meanNeed,
    meanReceivedShare: (now) => city.meanReceivedShare(now),
    meanClaim: city.meanClaim,
  };
  return (lot, at) => {
    const registration = registeredAgain(lot, at);
    const registeredAt = new Date(at).toISOString();
    const request = { oversupplyId: 'ovs_expected', round: 1, registration, registeredAt, excluded: [] };
    const { options } = sift(request, empty, at);
    const { probability, utility } = scoreOptions(options, registration, empty, unpriced, at);
    return options.map(({ recipient, assessment }, i) => ({
      recipientId: recipient.id,
      slotDate: assessment.slotDate,
      probability: probability[i] ?? 0,
      utility: utility[i] ?? 0,
    }));
  };
}

/** The same lot with all its times moved. */
function registeredAgain({ registration, registeredAt }: RegisteredLot, at: number): Registration {
  const shiftMs = at - registeredAt;
  const moved = (timestamp: string) => new Date(Date.parse(timestamp) + shiftMs).toISOString();
  const { readyAt, collectBy, date } = registration;
  const days = Math.round(shiftMs / DAY_MS);
  return {
    ...registration,
    readyAt: moved(readyAt),
    collectBy: moved(collectBy),
    date: { ...date, on: localDate(Date.parse(date.on) + days * DAY_MS, 'UTC') },
  };
}
