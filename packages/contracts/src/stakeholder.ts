import { type Static, Type } from 'typebox';
import { ShortText, strict } from './primitives.ts';

/** One of those who vote on what matters, with the value weights of a policy as they would set them. */
export const Stakeholder = Type.Object(
  {
    name: ShortText,
    weight: Type.Number({ exclusiveMinimum: 0, maximum: 1000, description: 'Of this vote among the others' }),
    values: Type.Object(
      {
        need: Type.Number({ minimum: 0, maximum: 1, description: 'In place of needWeight' }),
        distance: Type.Number({ minimum: 0, maximum: 10, description: 'In place of kmCostKg' }),
        fairness: Type.Number({ minimum: 0, maximum: 2, description: 'In place of fairness' }),
        freshness: Type.Number({ minimum: 0, maximum: 3, description: 'In place of freshnessExponent' }),
      },
      strict,
    ),
  },
  strict,
);
export type Stakeholder = Static<typeof Stakeholder>;
