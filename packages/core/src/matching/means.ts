import type { Means } from '@sprk/contracts';
import type { City } from './city.ts';

/** What the options were measured against when they were scored. @param now ms since the epoch */
export function meansOf(city: City, now: number): Means {
  return { need: city.meanNeed, receivedShare: city.meanReceivedShare(now), claim: city.meanClaim };
}
