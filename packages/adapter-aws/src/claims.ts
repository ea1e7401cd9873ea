import type { IdempotencyClaim, IdempotencyClash } from '@sprk/core';
import type { AwsDeps } from './aws-deps.ts';
import { getItem } from './get-item.ts';
import type { ItemKey } from './item-key.ts';
import type { UnitPart } from './unit-part.ts';

/** How long keys of idempotent calls are kept, s. The longest schedule of retries is 75 h. */
const CLAIM_RETENTION_S = 7 * 86_400;

/** A key that is past its time counts until DynamoDB has removed it. */
export function claimPart(
  { names, clock }: AwsDeps,
  { scope, key, fingerprint, resourceId, at }: IdempotencyClaim,
): UnitPart<IdempotencyClash> {
  const expiresAt = Math.floor(clock.now() / 1000) + CLAIM_RETENTION_S;
  return {
    write: {
      Put: {
        TableName: names.table('lots'),
        Item: { ...claimKey(scope, key), fingerprint, resourceId, at, expiresAt },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    refused: (stored) =>
      stored?.fingerprint === fingerprint
        ? { kind: 'replayed', resourceId: String(stored.resourceId) }
        : { kind: 'keyReused' },
  };
}

export async function findClaim(
  deps: AwsDeps,
  scope: string,
  key: string,
): Promise<IdempotencyClaim | undefined> {
  const item = await getItem<IdempotencyClaim>(deps, 'lots', claimKey(scope, key));
  if (!item) return undefined;
  const { fingerprint, resourceId, at } = item;
  return { scope, key, fingerprint, resourceId, at };
}

/** As JSON, so that no two differ only by where one part ends and the other begins. */
export function claimKey(scope: string, key: string): ItemKey {
  return { pk: `claim#${JSON.stringify([scope, key])}`, sk: 'claim' };
}
