import { type Static, Type } from 'typebox';
import { PolicyInput } from './policy.ts';
import { strict, Timestamp } from './primitives.ts';

/**
 * Body of `POST /v1/policy/preview`: that of the change itself, or parts of it. Missing numbers are those in force; as in
 * the change itself, what may be absent and is absent would be off.
 */
export const PolicyPreviewInput = Type.Partial(
  Type.Object(
    {
      ...PolicyInput.properties,
      version: Type.Integer({ minimum: 0, description: 'Ignored: a preview changes nothing' }),
    },
    strict,
  ),
  strict,
);

/** What one policy would do with the lots looked at. Modelled: nobody was asked. */
export const PolicyEffect = Type.Object({
  expectedKg: Type.Number({ description: 'Mass times modelled chance of a yes' }),
  expectedKm: Type.Number({ description: 'Road km, weighted with the same chances' }),
  expectedServedShare: Type.Number({ description: 'expectedKg over the mass of all lots, 0..1' }),
  expectedGini: Type.Number({
    description: 'Of expected kg per need and capacity over active recipients; 0: all the same',
  }),
  withoutCandidate: Type.Integer({ description: 'Lots that nobody would be asked about' }),
});
export const PolicyPreview = Type.Object({
  basis: Type.Literal('modelled', { description: 'Chances of a yes are those of the weights in use' }),
  weightsVersion: Type.String(),
  lots: Type.Integer({ description: 'The newest registered lots that were looked at' }),
  complete: Type.Boolean({ description: 'false: time was up before all of them' }),
  from: Type.Union([Timestamp, Type.Null()]),
  to: Type.Union([Timestamp, Type.Null()]),
  recipients: Type.Integer(),
  current: PolicyEffect,
  proposed: PolicyEffect,
  changedFirstChoices: Type.Integer({ description: 'Lots first offered to somebody else' }),
});

export type PolicyPreviewInput = Static<typeof PolicyPreviewInput>;
export type PolicyEffect = Static<typeof PolicyEffect>;
export type PolicyPreview = Static<typeof PolicyPreview>;
