import type { Means } from '@sprk/contracts';
import type { City } from './city.ts';
import type { Option } from './sift.ts';
import { recipientClaim } from './value.ts';

/** What the options were measured against when they were scored. @param now ms since the epoch */
export function meansOf(options: readonly Option[], city: City, now: number): Means {
  const claim = options.reduce((sum, { recipient }) => sum + recipientClaim(recipient), 0);
  return {
    need: city.meanNeed,
    receivedShare: city.meanReceivedShare(now),
    claim: claim / Math.max(1, options.length),
  };
}
