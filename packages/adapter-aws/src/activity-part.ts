import type { CommitResult } from '@sprk/core';
import type { ActivitySum } from './activity-sums.ts';
import type { AwsDeps } from './aws-deps.ts';
import { activityKey } from './ledger-keys.ts';
import { bandAttribute } from './magnitude-bands.ts';
import type { UnitPart } from './unit-part.ts';

/** A later yes is stored already: the unit may go on without this one's time. */
export interface NotLatest {
  readonly kind: 'notLatest';
  readonly recipientId: string;
}

/** @param isLatest whether this unit's yes is taken for the recipient's last one; then the unit depends on it */
export function activityPart(
  { names }: AwsDeps,
  { recipientId, openOffers, maxOpenBefore, lastAcceptedMs, faded }: ActivitySum,
  isLatest: boolean,
): UnitPart<CommitResult | NotLatest> {
  const bands = [...faded].map(([name, summand]) => [bandAttribute(name, summand), summand] as const);
  const additions = [['openOffers', openOffers] as const, ...bands];
  const attributes = Object.fromEntries(additions.map(([name], index) => [`#a${index}`, name]));
  const summands = Object.fromEntries(additions.map(([, summand], index) => [`:a${index}`, summand]));
  const conditions: string[] = [];
  const values: Record<string, number> = {};
  if (maxOpenBefore < Number.POSITIVE_INFINITY) {
    const few = 'openOffers <= :maxOpen';
    conditions.push(maxOpenBefore < 0 ? few : `(attribute_not_exists(openOffers) OR ${few})`);
    values[':maxOpen'] = maxOpenBefore;
  }
  const setsTime = isLatest && lastAcceptedMs !== undefined;
  if (setsTime) {
    conditions.push('(attribute_not_exists(lastAcceptedMs) OR lastAcceptedMs <= :accepted)');
    values[':accepted'] = lastAcceptedMs;
  }
  const adds = additions.map((_, index) => `#a${index} :a${index}`).join(', ');
  return {
    write: {
      Update: {
        TableName: names.table('partners'),
        Key: activityKey(recipientId),
        UpdateExpression: `${setsTime ? 'SET lastAcceptedMs = :accepted ' : ''}ADD ${adds}`,
        ExpressionAttributeNames: attributes,
        ExpressionAttributeValues: { ...summands, ...values },
        ...(conditions.length > 0 && { ConditionExpression: conditions.join(' AND ') }),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    refused: (stored) => ({
      kind: Number(stored?.openOffers ?? 0) > maxOpenBefore ? 'fatigued' : 'notLatest',
      recipientId,
    }),
  };
}
