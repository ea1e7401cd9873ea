import { type Static, Type } from 'typebox';
import { Recipient, Supplier } from './partner.ts';
import { Policy } from './policy.ts';
import { RecipientId } from './primitives.ts';
import { ActiveWeights } from './weights.ts';

/** Mass held on one recipient's opening day by live offers and accepted lots. */
export const SlotUsage = Type.Object({
  recipientId: RecipientId,
  date: Type.String({ description: "Local date of the recipient's opening day" }),
  reservedKg: Type.Number({ minimum: 0 }),
});

/**
 * What a recipient did, in sums that fade: each counter is a sum of exp((t − epoch)/τ), so adding is
 * commutative and reading it at time t multiplies by exp(−(t − epoch)/τ).
 */
export const Activity = Type.Object({
  recipientId: RecipientId,
  openOffers: Type.Integer(),
  lastAcceptedAt: Type.Optional(Type.String()),
  fadedOffers: Type.Number(),
  fadedAnswers: Type.Number(),
  fadedResponseMinutes: Type.Number(),
  fadedAcceptances: Type.Number(),
  fadedAcceptancesByCategory: Type.Record(Type.String(), Type.Number()),
  fadedReceivedKg: Type.Number(),
});

export const DirectoryEntry = Type.Union([
  Type.Object({ kind: Type.Literal('supplier'), supplier: Supplier }),
  Type.Object({ kind: Type.Literal('recipient'), recipient: Recipient }),
  Type.Object({ kind: Type.Literal('slot'), slot: SlotUsage }),
  Type.Object({ kind: Type.Literal('activity'), activity: Activity }),
  Type.Object({ kind: Type.Literal('policy'), policy: Policy }),
]);

/** Answer of `GET /internal/v1/directory?after=cursor`. */
export const DirectoryPage = Type.Object({
  entries: Type.Array(DirectoryEntry),
  cursor: Type.String({ description: 'Opaque; send it as `after` next time' }),
  more: Type.Boolean({ description: 'More entries are ready now' }),
  activeWeights: Type.Union([ActiveWeights, Type.Null()]),
});

export type SlotUsage = Static<typeof SlotUsage>;
export type Activity = Static<typeof Activity>;
export type DirectoryEntry = Static<typeof DirectoryEntry>;
export type DirectoryPage = Static<typeof DirectoryPage>;
