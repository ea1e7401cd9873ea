import type { AwsDeps } from './aws-deps.ts';
import { mergeSorted } from './merge-sorted.ts';
import { queryItems } from './query-items.ts';
import { TABLE_INDEXES } from './table-indexes.ts';

export interface IdRange {
  /** Both ends belong to it. */
  readonly low: string;
  readonly high: string;
  /** The last one that was seen: the list goes on below it. */
  readonly before: string | undefined;
}

/** Ids that each shard gives at once beyond its even share, so that few have to be asked twice. */
const SPARE = 8;

/**
 * Ids of an index of the table `lots`, newest first, merged from several of its hash values. Each comes once, although
 * something that moves while it is read may stand under two.
 * @param wanted how many will probably be read
 */
export async function* newestIds(
  deps: AwsDeps,
  index: string,
  hashes: readonly string[],
  { low, high, before }: IdRange,
  wanted: number,
): AsyncGenerator<string> {
  const end = before === undefined || before > high ? high : before;
  if (end < low) return;
  const hash = TABLE_INDEXES.lots.find(({ name }) => name === index)?.hash ?? '';
  const streams = hashes.map((value) =>
    queryItems<{ readonly id: string }>(deps, 'lots', {
      IndexName: index,
      KeyConditionExpression: '#hash = :hash AND id BETWEEN :low AND :end',
      ExpressionAttributeNames: { '#hash': hash },
      ExpressionAttributeValues: { ':hash': value, ':low': low, ':end': end },
      ScanIndexForward: false,
      Limit: Math.ceil(wanted / hashes.length) + SPARE,
    }),
  );
  let last = before;
  for await (const { id } of mergeSorted(streams, (a, b) => a.id > b.id)) {
    if (id !== last) yield id;
    last = id;
  }
}
