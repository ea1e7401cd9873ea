import type { DirectoryEntry } from '@sprk/contracts';
import type { AwsDeps } from './aws-deps.ts';
import { entryFromItem, policyEntry } from './directory-entries.ts';
import type { DirectoryPlace } from './directory-place.ts';
import type { ItemKey } from './item-key.ts';
import { ACTIVITY_PARTITIONS, SLOT_PARTITIONS } from './ledger-keys.ts';
import { partnerPartitions } from './partner-keys.ts';
import { queryItems } from './query-items.ts';
import type { StoredItem } from './unit-part.ts';

type Listing = NonNullable<DirectoryPlace['listing']>;

/** The policy comes first; it is no partition of its own. */
const PARTITIONS = [
  undefined,
  ...partnerPartitions('supplier'),
  ...partnerPartitions('recipient'),
  ...SLOT_PARTITIONS,
  ...ACTIVITY_PARTITIONS,
];
/** Below every key. */
const BEGIN = '!';

export const LISTING_START: Listing = { partition: 0, after: BEGIN };

/** Up to `limit` entries of all that there is; `next` is undefined when that was all. */
export async function listEntries(
  deps: AwsDeps,
  { partition: first, after: behind }: Listing,
  limit: number,
): Promise<{ readonly entries: readonly DirectoryEntry[]; readonly next: Listing | undefined }> {
  const entries: DirectoryEntry[] = [];
  let after = behind;
  for (let partition = first; partition < PARTITIONS.length; partition += 1) {
    if (entries.length === limit) return { entries, next: { partition, after } };
    const pk = PARTITIONS[partition];
    if (pk === undefined) entries.push(await policyEntry(deps));
    else {
      for await (const item of itemsAfter(deps, pk, after, limit - entries.length)) {
        entries.push(entryFromItem(item));
        after = item.sk;
        if (entries.length === limit) return { entries, next: { partition, after } };
      }
    }
    after = BEGIN;
  }
  return { entries, next: undefined };
}

function itemsAfter(
  deps: AwsDeps,
  pk: string,
  after: string,
  limit: number,
): AsyncIterable<StoredItem & ItemKey> {
  return queryItems<StoredItem & ItemKey>(deps, 'partners', {
    KeyConditionExpression: 'pk = :pk AND sk > :after',
    ExpressionAttributeValues: { ':pk': pk, ':after': after },
    ConsistentRead: true,
    Limit: limit,
  });
}
