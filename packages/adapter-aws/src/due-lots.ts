import type { AwsDeps } from './aws-deps.ts';
import { DUE_SHARDS, dueAt } from './lot-keys.ts';
import { mergeSorted } from './merge-sorted.ts';
import { queryItems } from './query-items.ts';

interface DueKey {
  readonly dueAt: string;
}

/** Above every id. */
const END = '~';

/** Ids of due lots. The index may be a moment old: a lot that is not due any more is only looked at in vain. */
export async function dueLots(deps: AwsDeps, now: string, limit: number): Promise<readonly string[]> {
  const shards = DUE_SHARDS.map((shard) =>
    queryItems<DueKey>(deps, 'lots', {
      IndexName: 'due',
      KeyConditionExpression: 'dueShard = :shard AND dueAt <= :end',
      ExpressionAttributeValues: { ':shard': shard, ':end': dueAt(now, END) },
      Limit: limit,
    }),
  );
  const ids: string[] = [];
  for await (const { dueAt: place } of mergeSorted(shards, (a, b) => a.dueAt < b.dueAt)) {
    ids.push(place.slice(place.indexOf('#') + 1));
    if (ids.length === limit) break;
  }
  return ids;
}
