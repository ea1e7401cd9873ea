import { type Static, Type } from 'typebox';
import { QueueName } from './operator.ts';
import { Outcome } from './outcome.ts';
import { ShortText, strict, WeightsVersion } from './primitives.ts';
import { ActiveWeights, Weights } from './weights.ts';

/*
 * How matcher and cruncher reach the embedded store: the backend owns the database (one writer) and serves the ports
 * they need on its internal listener, signed like every message between the services.
 */

const receipts = Type.Array(Type.String({ maxLength: 100 }), { maxItems: 256 });

export const QueueReceive = Type.Object(
  {
    queue: QueueName,
    max: Type.Integer({ minimum: 1, maximum: 256 }),
    leaseSeconds: Type.Integer({ minimum: 1, maximum: 3600 }),
    waitMs: Type.Integer({ minimum: 0, maximum: 20_000 }),
  },
  strict,
);
export const QueueMessages = Type.Object({
  messages: Type.Array(
    Type.Object({
      queue: QueueName,
      id: Type.String(),
      receipt: Type.String(),
      receiveCount: Type.Integer({ minimum: 1 }),
      event: Type.Unknown({ description: 'An event envelope of the queue' }),
    }),
  ),
});
export const QueueAcknowledge = Type.Object({ queue: QueueName, receipts }, strict);
export const QueueExtend = Type.Object(
  { queue: QueueName, receipts, leaseSeconds: Type.Integer({ minimum: 1, maximum: 3600 }) },
  strict,
);
export const QueueRelease = Type.Object(
  {
    queue: QueueName,
    receipt: Type.String({ maxLength: 100 }),
    delaySeconds: Type.Integer({ minimum: 0, maximum: 43_200 }),
    reason: Type.String({ maxLength: 2000 }),
  },
  strict,
);
export const QueueDeadLetter = Type.Object(
  { queue: QueueName, receipt: Type.String({ maxLength: 100 }), reason: Type.String({ maxLength: 2000 }) },
  strict,
);

export const OutcomesAppend = Type.Object({ outcomes: Type.Array(Outcome, { maxItems: 100 }) }, strict);
export const OutcomesAppended = Type.Object({ appended: Type.Array(Outcome), nextPosition: Type.Integer() });
export const OutcomesRead = Type.Object(
  { fromPosition: Type.Integer({ minimum: 0 }), limit: Type.Integer({ minimum: 1, maximum: 1000 }) },
  strict,
);
export const OutcomesPage = Type.Object({ outcomes: Type.Array(Outcome) });

export const WeightsPublish = Type.Object({ weights: Weights }, strict);
export const WeightsPublished = Type.Object({ kind: Type.Enum(['published', 'exists', 'outdated']) });
export const WeightsActivate = Type.Object(
  { version: WeightsVersion, generation: Type.Integer({ minimum: 0 }), reason: ShortText },
  strict,
);
export const WeightsActivated = Type.Object({
  kind: Type.Enum(['activated', 'stale', 'unknownVersion']),
  active: Type.Union([ActiveWeights, Type.Null()]),
});
export const WeightsFind = Type.Object({ version: WeightsVersion }, strict);
export const WeightsFound = Type.Object({ weights: Type.Union([Weights, Type.Null()]) });
export const WeightsState = Type.Object({
  active: Type.Union([ActiveWeights, Type.Null()]),
  newest: Type.Union([Weights, Type.Null()], { description: 'Of the highest sequence' }),
});

/** Answer of a matcher to `POST /internal/v1/weights`. */
export const WeightsPushResult = Type.Object({
  effect: Type.Enum(['taken', 'kept', 'refused']),
  generation: Type.Integer(),
  problems: Type.Optional(Type.Array(Type.String())),
});
export type QueueReceive = Static<typeof QueueReceive>;
export type WeightsState = Static<typeof WeightsState>;
export type WeightsPushResult = Static<typeof WeightsPushResult>;
