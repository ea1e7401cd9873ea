import { type Static, Type } from 'typebox';
import { Timestamp } from './primitives.ts';
import { Role } from './vocabulary.ts';

const range = Type.Object({ low: Type.Number(), central: Type.Number(), high: Type.Number() });

export const ImpactView = Type.Object({
  from: Timestamp,
  to: Timestamp,
  lots: Type.Integer(),
  massKg: Type.Number({ description: 'Collected; the fact everything else is derived from' }),
  massKgByCategory: Type.Record(Type.String(), Type.Number()),
  meals: Type.Object({ ...range.properties, factorVersion: Type.String() }),
  co2eKg: Type.Object({ ...range.properties, factorVersion: Type.String() }),
});

export const AuditEntry = Type.Object({
  id: Type.String(),
  at: Timestamp,
  actor: Type.String({ description: 'Subject of the token, or the name of the service' }),
  role: Type.Union([Role, Type.Literal('system')]),
  action: Type.String(),
  subject: Type.String(),
  reason: Type.Optional(Type.String()),
  detail: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});

export const QUEUE_NAMES = ['match-requests', 'outcomes', 'notifications'] as const;
export const QueueName = Type.Enum(QUEUE_NAMES);

export const DeadLetter = Type.Object({
  id: Type.String(),
  queue: QueueName,
  deadAt: Timestamp,
  reason: Type.String(),
  receiveCount: Type.Integer(),
  event: Type.Unknown({ description: 'The event envelope as it was delivered' }),
});

export const StatusView = Type.Object({
  name: Type.String(),
  version: Type.String(),
  startedAt: Timestamp,
  counts: Type.Record(Type.String(), Type.Integer(), { description: 'Oversupplies by status' }),
  partners: Type.Object({ suppliers: Type.Integer(), recipients: Type.Integer() }),
  queues: Type.Array(
    Type.Object({
      queue: QueueName,
      ready: Type.Integer(),
      leased: Type.Integer(),
      dead: Type.Integer(),
      oldestAgeSeconds: Type.Number(),
    }),
  ),
  unanswered: Type.Integer({ description: 'Match requests that the matcher was asked again' }),
  weights: Type.Union([Type.Object({ version: Type.String(), generation: Type.Integer() }), Type.Null()]),
});

export type ImpactView = Static<typeof ImpactView>;
export type AuditEntry = Static<typeof AuditEntry>;
export type QueueName = Static<typeof QueueName>;
export type DeadLetter = Static<typeof DeadLetter>;
export type StatusView = Static<typeof StatusView>;
