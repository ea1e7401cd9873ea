import { seedCity } from '@sprk/backend';
import { standaloneConfig, startStandalone } from '@sprk/standalone';
import { BENCH_CITY } from './bench-city.ts';

/** The whole system, as `npm start` runs it, with the bench's city. */
const system = await startStandalone(standaloneConfig({ ...process.env, SPRK_SEED: 'none' }));
await seedCity(system.backend.deps, BENCH_CITY);
const { policy } = system.backend.deps.ports;
const current = await policy.current();
await policy.put({
  policy: { ...current, version: current.version + 1, maxOpenOffers: 1_000_000 },
  events: [],
  audit: [],
});
process.stdout.write(`${system.url}\n`);
process.once('SIGTERM', () => void system[Symbol.asyncDispose]());
