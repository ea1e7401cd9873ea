import { type Static, Type } from 'typebox';
import { ShortText, strict, Timestamp, WeightsVersion } from './primitives.ts';

/** Quality of a model on the stream, each prediction made before its answer was learned. */
export const WeightsMetrics = Type.Object(
  {
    outcomes: Type.Integer({ minimum: 0, description: 'Labelled outcomes learned from, all time' }),
    windowOutcomes: Type.Integer({ minimum: 0, description: 'Outcomes the figures below are over' }),
    logLoss: Type.Optional(Type.Number({ description: 'Progressive (predicted before learned), nats' })),
    baselineLogLoss: Type.Optional(
      Type.Number({ description: 'Of always saying the window’s acceptance rate' }),
    ),
    calibrationError: Type.Optional(Type.Number({ description: 'Expected calibration error, 15 bins' })),
    acceptanceRate: Type.Optional(Type.Number()),
    maxWeightChange: Type.Number(),
  },
  strict,
);

/** Sparse Gaussian weights: coordinates not listed have the prior of their block. */
export const AcceptanceModel = Type.Object(
  {
    indices: Type.Array(Type.Integer({ minimum: 0 }), { maxItems: 200_000 }),
    mean: Type.Array(Type.Number(), { maxItems: 200_000 }),
    variance: Type.Array(Type.Number({ exclusiveMinimum: 0 }), { maxItems: 200_000 }),
  },
  strict,
);

export const GateResult = Type.Object(
  {
    gate: Type.String(),
    passed: Type.Boolean(),
    value: Type.Optional(Type.Number()),
    limit: Type.Optional(Type.Number()),
  },
  strict,
);

/** The immutable weights artefact. `sha256` is over the canonical JSON of every other field. */
export const Weights = Type.Object(
  {
    format: Type.Literal('sprk-weights/1'),
    version: WeightsVersion,
    sequence: Type.Integer({ minimum: 0, description: 'Rises by one with each artefact' }),
    parent: Type.Union([WeightsVersion, Type.Null()]),
    schemaHash: Type.String({ pattern: '^[0-9a-f]{16}$' }),
    trainedFrom: Type.Union([Timestamp, Type.Null()]),
    trainedTo: Type.Union([Timestamp, Type.Null()]),
    trainedPosition: Type.Integer({ minimum: 0, description: 'Outcomes of the log learned, in its order' }),
    createdAt: Timestamp,
    model: AcceptanceModel,
    calibration: Type.Object({ a: Type.Number(), b: Type.Number() }, strict),
    bidPrices: Type.Record(
      Type.String(),
      Type.Array(Type.Number({ minimum: 0 }), { minItems: 7, maxItems: 7 }),
      {
        description: 'Per recipient id: kg-equivalents per kg, Monday first',
      },
    ),
    metrics: WeightsMetrics,
    gates: Type.Array(GateResult),
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  },
  strict,
);

/** Which weights are in use. `generation` rises with every activation, also when it rolls back. */
export const ActiveWeights = Type.Object(
  {
    version: WeightsVersion,
    generation: Type.Integer({ minimum: 0 }),
    activatedAt: Timestamp,
    activatedBy: ShortText,
    reason: ShortText,
  },
  strict,
);

/** Body of `POST /internal/v1/weights` to a matcher. */
export const WeightsPush = Type.Object({ active: ActiveWeights, weights: Weights }, strict);

export const WeightsSummary = Type.Object({
  version: WeightsVersion,
  sequence: Type.Integer(),
  parent: Type.Union([Type.String(), Type.Null()]),
  createdAt: Timestamp,
  metrics: WeightsMetrics,
  gates: Type.Array(GateResult),
  active: Type.Boolean(),
});
export const ActivateInput = Type.Object({ reason: Type.Optional(ShortText) }, strict);

export type WeightsMetrics = Static<typeof WeightsMetrics>;
export type AcceptanceModel = Static<typeof AcceptanceModel>;
export type GateResult = Static<typeof GateResult>;
export type Weights = Static<typeof Weights>;
export type ActiveWeights = Static<typeof ActiveWeights>;
export type WeightsPush = Static<typeof WeightsPush>;
export type WeightsSummary = Static<typeof WeightsSummary>;
export type ActivateInput = Static<typeof ActivateInput>;
