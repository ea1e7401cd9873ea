import type { Registration } from '@sprk/contracts';
import { localDate, weekdayOf } from '../hours/zone.ts';
import { type AcceptanceModel, probabilityOf } from './acceptance-model.ts';
import type { City } from './city.ts';
import { featureFrame, fillFeatures } from './features.ts';
import type { Option } from './sift.ts';
import { deliveryValue, fairnessBonus, receivedShare, recipientClaim, utility } from './value.ts';

/** What scoring needs of a city. */
export type ScoringCity = Pick<City, 'policy' | 'meanNeed' | 'meanReceivedShare' | 'meanClaim'>;

/** All options scored, [options] each. */
export interface Scores {
  /** Chance of a yes. */
  readonly probability: Float64Array;
  /** What a yes is worth beyond the room it takes, kg-equivalents. */
  readonly utility: Float64Array;
}

/** Scores those who may take a lot. O(options * features). @param now ms since the epoch */
export function scoreOptions(
  options: readonly Option[],
  registration: Registration,
  city: ScoringCity,
  model: AcceptanceModel,
  now: number,
): Scores {
  const { policy, meanNeed, meanClaim } = city;
  const probability = new Float64Array(options.length);
  const worth = new Float64Array(options.length);
  const frame = featureFrame(registration, now);
  const scratch = { indices: [], values: [] };
  const meanReceived = city.meanReceivedShare(now);
  for (const [i, { recipient, assessment, activity }] of options.entries()) {
    const { massKg, distanceKm, slotStartAt } = assessment;
    const { indices, values } = fillFeatures(scratch, frame, recipient, assessment, activity);
    probability[i] = probabilityOf(model, indices, values);
    const delivery = {
      massKg,
      distanceKm,
      freshness: frame.freshness(slotStartAt),
      relativeNeed: recipient.needIndex / meanNeed,
    };
    const bonus = fairnessBonus(
      {
        received: receivedShare(activity.fadedReceivedKg * frame.fade, recipient),
        meanReceived,
        oneDay: 1 / meanNeed,
        relativeClaim: recipientClaim(recipient) / meanClaim,
      },
      policy,
    );
    const week = model.bidPrices[recipient.id];
    const bidPrice = week?.[weekdayOf(localDate(slotStartAt, recipient.timeZone))] ?? 0;
    worth[i] = utility(deliveryValue(delivery, policy), bonus, bidPrice, massKg, policy);
  }
  return { probability, utility: worth };
}
