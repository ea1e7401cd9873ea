export {
  type AcceptableLot,
  type Acceptance,
  type AcceptingRecipient,
  createAcceptance,
  createResponseMinutes,
  type ResponseMinutes,
} from './acceptance.ts';
export { ARRIVALS_BY_HOUR, type ArrivalOptions, arrivalIntensity, drawArrivals } from './arrival-shape.ts';
export { CATEGORY_SHAPES, type CategoryShape } from './category-shapes.ts';
export { type DemoCity, demoCity } from './demo-city.ts';
export { COLLECTION_MASS, type LotOptions, makeLot } from './lot-shapes.ts';
export { createSeededRandom, hashUnit } from './seeded-random.ts';
