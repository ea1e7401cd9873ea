export * from './open-sqlite-ports.ts';
export * from './retention.ts';
export { StoreError, type StoreErrorCode } from './store-error.ts';
