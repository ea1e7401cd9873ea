import type { Outcome } from '@sprk/contracts';
import type { AwsDeps } from './aws-deps.ts';
import { padded } from './item-key.ts';
import { BLOCKS, firstOf, MAX_BLOCK_OUTCOMES, type OutcomeBlock } from './outcome-items.ts';
import { unpack } from './packed.ts';
import { queryItems } from './query-items.ts';

/** The position behind the newest outcome. */
export async function findEnd(deps: AwsDeps): Promise<number> {
  const blocks = queryItems<OutcomeBlock>(deps, 'learning', {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': BLOCKS },
    ScanIndexForward: false,
    ConsistentRead: true,
    Limit: 1,
  });
  const { value: newest } = await blocks.next();
  return newest ? firstOf(newest) + newest.count : 0;
}

/** Blocks differ in size, so the first of a stretch begins up to a block before it. */
export async function readOutcomes(
  deps: AwsDeps,
  fromPosition: number,
  limit: number,
): Promise<readonly Outcome[]> {
  const end = fromPosition + limit;
  const outcomes: Outcome[] = [];
  if (limit <= 0) return outcomes;
  const blocks = queryItems<OutcomeBlock>(deps, 'learning', {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :last',
    ExpressionAttributeValues: {
      ':pk': BLOCKS,
      ':from': padded(Math.max(0, fromPosition - MAX_BLOCK_OUTCOMES + 1)),
      ':last': padded(end - 1),
    },
    ConsistentRead: true,
  });
  for await (const block of blocks) {
    const first = firstOf(block);
    outcomes.push(...unpack<Outcome[]>(block.body).slice(Math.max(0, fromPosition - first), end - first));
  }
  return outcomes;
}
