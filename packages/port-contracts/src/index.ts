export * from './factories/event.ts';
export * from './factories/learning.ts';
export * from './factories/lot.ts';
export * from './factories/partner.ts';
export { at, type IdPrefix, START, testId } from './factories/test-id.ts';
