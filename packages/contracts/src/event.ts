import { type Static, Type } from 'typebox';
import { MatchRequest } from './match-request.ts';
import { Outcome } from './outcome.ts';
import { OfferId, OversupplyId, RecipientId, SupplierId, Timestamp } from './primitives.ts';
import { OfferStatus, OversupplyStatus, UnmatchedCause } from './vocabulary.ts';
import { ActiveWeights } from './weights.ts';

/** Data of `offer.made` and `offer.ended`: enough for a recipient to decide to look. */
export const OfferNotice = Type.Object({
  offerId: OfferId,
  oversupplyId: OversupplyId,
  supplierId: SupplierId,
  recipientId: RecipientId,
  status: OfferStatus,
  massKg: Type.Number(),
  product: Type.String(),
  category: Type.String(),
  temperature: Type.String(),
  collectBy: Timestamp,
  answerBy: Timestamp,
  distanceKm: Type.Optional(Type.Number()),
  reason: Type.Optional(Type.String()),
});

export const OversupplyChange = Type.Object({
  oversupplyId: OversupplyId,
  supplierId: SupplierId,
  status: OversupplyStatus,
  recipientId: Type.Optional(RecipientId),
  massKg: Type.Number(),
  cause: Type.Optional(UnmatchedCause),
});

export const PartnerChange = Type.Object({
  kind: Type.Enum(['supplier', 'recipient']),
  partnerId: Type.String(),
  version: Type.Integer(),
});

export const PolicyChange = Type.Object({ version: Type.Integer() });

/** Every event of the system by type: the one list that flow, bus, SSE and AsyncAPI share. */
export const EventData = {
  'oversupply.registered': MatchRequest,
  'oversupply.rematch-requested': MatchRequest,
  'oversupply.changed': OversupplyChange,
  'offer.made': OfferNotice,
  'offer.ended': OfferNotice,
  'outcome.recorded': Outcome,
  'partner.changed': PartnerChange,
  'policy.changed': PolicyChange,
  'weights.activated': ActiveWeights,
} as const;
export type EventType = keyof typeof EventData;
export type EventDataOf<T extends EventType> = Static<(typeof EventData)[T]>;

/** Who may see an event besides operators. */
export const Audience = Type.Object({
  supplierId: Type.Optional(SupplierId),
  recipientId: Type.Optional(RecipientId),
});
export type Audience = Static<typeof Audience>;

/** The envelope: CloudEvents 1.0 attributes plus W3C trace context and the audience. */
export function EventEnvelope<T extends EventType>(type: T) {
  return Type.Object({
    specversion: Type.Literal('1.0'),
    id: Type.String({ maxLength: 128, description: 'The same for every delivery of the same event' }),
    source: Type.Literal('sprk'),
    type: Type.Literal(type),
    subject: Type.String({ maxLength: 64 }),
    time: Timestamp,
    traceparent: Type.Optional(Type.String({ maxLength: 64 })),
    audience: Audience,
    data: EventData[type],
  });
}

export type DomainEvent<T extends EventType = EventType> = {
  [K in T]: {
    specversion: '1.0';
    id: string;
    source: 'sprk';
    type: K;
    subject: string;
    time: string;
    traceparent?: string;
    audience: Audience;
    data: EventDataOf<K>;
  };
}[T];

export type OfferNotice = Static<typeof OfferNotice>;
export type OversupplyChange = Static<typeof OversupplyChange>;
