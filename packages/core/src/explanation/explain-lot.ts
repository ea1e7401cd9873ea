import type { BlockReason, ExplanationView, Language, Recommendation } from '@sprk/contracts';
import type { Lot } from '../offers/lot.ts';
import { phrasesIn } from './phrases.ts';

/** What there is to say about a lot itself: where it stands, what was done about it, what stood in the way. */
export function explainLot(
  lot: Lot,
  recommendation: Recommendation | undefined,
  language: Language,
): Omit<ExplanationView, 'candidates' | 'blocked' | 'recipient'> {
  const phrases = phrasesIn(language);
  const votes = recommendation?.votes;
  const summary = [
    phrases.statuses[lot.status],
    lot.cause && lot.cause !== 'withdrawn' ? phrases.causes[lot.cause] : undefined,
    votes === undefined ? undefined : phrases.orderedByVotes(votes),
  ];
  return {
    oversupplyId: lot.id,
    language,
    summary: summary.filter((text) => text !== undefined).join(' '),
    ...(recommendation && {
      computedAt: recommendation.computedAt,
      weightsVersion: recommendation.weightsVersion,
      policyVersion: recommendation.policyVersion,
    }),
    ...(lot.cause && { cause: { code: lot.cause, text: phrases.causes[lot.cause] } }),
    measures: (lot.measures ?? []).map(({ kind, at, maxDistanceKm }) => {
      return { code: kind, at, text: phrases.measures[kind](maxDistanceKm) };
    }),
    blockedCounts: Object.entries(recommendation?.blockedCounts ?? {}).map(([code, count]) => {
      return { code, count, text: phrases.reasons[code as BlockReason] ?? code };
    }),
  };
}
