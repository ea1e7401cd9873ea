import { type Static, Type } from 'typebox';
import { Registration } from './oversupply.ts';
import { OversupplyId, RecipientId, Timestamp } from './primitives.ts';

/** Data of `oversupply.registered` and `oversupply.rematch-requested`, and so the message to the matcher. */
export const MatchRequest = Type.Object({
  oversupplyId: OversupplyId,
  round: Type.Integer({ minimum: 1, description: 'Rises with each new question about the lot' }),
  registration: Registration,
  registeredAt: Timestamp,
  maxDistanceKm: Type.Optional(
    Type.Number({ exclusiveMinimum: 0, description: "In place of the policy's: the search was widened" }),
  ),
  excluded: Type.Array(RecipientId, { description: 'Have refused this lot or lost it' }),
});
export type MatchRequest = Static<typeof MatchRequest>;
