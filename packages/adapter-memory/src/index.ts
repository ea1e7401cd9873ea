export * from './create-memory-ports.ts';
export * from './faults.ts';
export { createMemoryState, type MemoryState } from './memory-state.ts';
export * from './real-timers.ts';
export * from './seeded-random.ts';
export * from './sequential-ids.ts';
export * from './virtual-clock.ts';
