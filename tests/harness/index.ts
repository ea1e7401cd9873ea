export { ISSUER, sha256 } from './backend-slot.ts';
export * from './client.ts';
export { keepLogLines } from './log-lines.ts';
export type { StoreKind } from './open-store.ts';
export * from './partners.ts';
export { nextTurn, settle } from './settle.ts';
export * from './test-system.ts';
