export {
  type AcceptableLot,
  type Acceptance,
  type AcceptingRecipient,
  createAcceptance,
  createResponseMinutes,
  type ResponseMinutes,
} from './acceptance.ts';
export { ARRIVALS_BY_HOUR, type ArrivalOptions, arrivalIntensity, drawArrivals } from './arrival-shape.ts';
export { clairvoyantBound } from './bound/clairvoyant-bound.ts';
export { CATEGORY_SHAPES, type CategoryShape } from './category-shapes.ts';
export { type DemoCity, demoCity } from './demo-city.ts';
export { COLLECTION_MASS, type LotOptions, makeLot } from './lot-shapes.ts';
export type { CitySketch, RecipientSketch } from './make/city-sketch.ts';
export { MAKE_DEFAULTS, type MakeOptions } from './make/make-options.ts';
export { makeWorld } from './make/make-world.ts';
export { scatterRecipients } from './make/scatter-recipients.ts';
export { DEFAULT_POLICY_NAME, POLICIES, type PolicyName } from './policies/policies.ts';
export type { Ask, Candidate, PolicySetting, PolicyStart, RunningPolicy } from './policies/policy.ts';
export { checkDecisions } from './replay/check-decisions.ts';
export { type Decision, decisionLine } from './replay/decision.ts';
export { readDecisions } from './replay/read-decisions.ts';
export { type ReplayOptions, replay } from './replay/replay.ts';
export type { Score } from './replay/score-sheet.ts';
export { type Simulation, simulate } from './replay/simulate.ts';
export { createSeededRandom, hashUnit } from './seeded-random.ts';
export { openWorld } from './world/open-world.ts';
export { type ReadWorld, readWorld } from './world/read-world.ts';
export type { OpenHours, World, WorldCity, WorldLot, WorldRecipient } from './world/world.ts';
export { writeWorld } from './world/write-world.ts';
