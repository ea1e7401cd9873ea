export * from './backup.ts';
export * from './open-sqlite-ports.ts';
export * from './retention.ts';
export * from './start-maintenance.ts';
export type { StoreStats } from './stats.ts';
export { StoreError, type StoreErrorCode } from './store-error.ts';
