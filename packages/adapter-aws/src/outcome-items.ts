import type { Outcome } from '@sprk/contracts';
import type { AwsDeps } from './aws-deps.ts';
import { type ItemKey, padded } from './item-key.ts';
import { pack } from './packed.ts';
import type { UnitWrite } from './unit-of-work.ts';

/** Items of the table `learning`: outcomes in blocks, as they came, and a marker for each so that it comes once. */

export const BLOCKS = 'block';
/** A block and its markers are one transaction. */
export const MAX_BLOCK_OUTCOMES = 99;

export interface OutcomeBlock extends ItemKey {
  /** How many outcomes `body` holds. */
  readonly count: number;
  readonly body: Uint8Array;
}

/** Position of a block's first outcome. */
export function firstOf({ sk }: Pick<OutcomeBlock, 'sk'>): number {
  return Number(sk);
}

/** Refused when somebody else took that position. */
export function blockWrite({ names }: AwsDeps, first: number, outcomes: readonly Outcome[]): UnitWrite {
  return {
    Put: {
      TableName: names.table('learning'),
      Item: { pk: BLOCKS, sk: padded(first), count: outcomes.length, body: pack(outcomes) },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

/** Refused when the outcome is in the log already. */
export function markerWrite({ names }: AwsDeps, outcome: Outcome): UnitWrite {
  return {
    Put: {
      TableName: names.table('learning'),
      Item: { pk: `outcome#${naturalKey(outcome)}`, sk: 'outcome' },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

export function naturalKey({ oversupplyId, recipientId, attempt, kind }: Outcome): string {
  return [oversupplyId, recipientId, attempt, kind].join('#');
}
