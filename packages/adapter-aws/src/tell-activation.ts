import { auditWrites } from './audit-log.ts';
import { padded } from './item-key.ts';
import type { Kernel } from './kernel.ts';
import type { TellActivation } from './weight-pointer.ts';

/** Events and audit of an activation in one unit with a mark, so that a second time is refused as a whole. */
export function createTellActivation({ deps, unit }: Kernel): TellActivation {
  return async ({ active, events, audit }) => {
    const mark = {
      Put: {
        TableName: deps.names.table('operations'),
        Item: { pk: 'weights-activation', sk: padded(active.generation) },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    };
    await unit.commit([mark, ...auditWrites(deps, audit)], { events, touched: [], counts: {} });
  };
}
