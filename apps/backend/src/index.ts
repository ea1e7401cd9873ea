export * from './config.ts';
export { wakeDueLots } from './loops/wake-loop.ts';
export { type OpenStore, openStore } from './open-store.ts';
export { type City, seedCity } from './partners/seed-city.ts';
export { createPublicApp } from './public-app.ts';
export { type BackendParts, type RunningBackend, startBackend } from './start-backend.ts';
