import type { Recommendation } from '@sprk/contracts';
import type { AwsDeps } from './aws-deps.ts';
import { getItem } from './get-item.ts';
import { recommendationKey } from './lot-keys.ts';
import { bodyOf, type PackedItem } from './packed-item.ts';
import { queryItems } from './query-items.ts';

/** The recommendation of a round, of the newest one when `round` is absent. */
export async function findRecommendation(
  deps: AwsDeps,
  lotId: string,
  round: number | undefined,
): Promise<Recommendation | undefined> {
  if (round !== undefined) {
    return bodyOf(await getItem<PackedItem>(deps, 'lots', recommendationKey(lotId, round)));
  }
  const { pk, sk } = recommendationKey(lotId);
  const rounds = queryItems<PackedItem>(deps, 'lots', {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :rounds)',
    ExpressionAttributeValues: { ':pk': pk, ':rounds': sk },
    ScanIndexForward: false,
    ConsistentRead: true,
    Limit: 1,
  });
  const { value } = await rounds.next();
  return bodyOf(value);
}
