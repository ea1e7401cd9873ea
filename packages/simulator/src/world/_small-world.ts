import { demoCity } from '../demo-city.ts';
import type { MakeOptions } from '../make/make-options.ts';
import { makeWorld } from '../make/make-world.ts';
import type { World } from './world.ts';

/** A week of the demo city's places with modelled traits: small enough for a unit test. */
export function aSmallWorld(options: Partial<MakeOptions> = {}): World {
  const { suppliers, recipients } = demoCity(1);
  const sketch = {
    name: 'small',
    suppliers,
    recipients: recipients.map(({ lat, lon, needIndex }) => ({ lat, lon, need: needIndex })),
  };
  return makeWorld(sketch, { days: 7, lotsPerDay: 12, ...options });
}

/** Two recipients near one supplier, one lot, everything by hand. */
export function aTinyWorld(overrides: Partial<World> = {}): World {
  const near = { lat: 52.5, lon: 13.4, coldStorage: true, categories: ['bread'], capacityKg: 20 };
  return {
    format: 'surplus-world/1',
    name: 'tiny',
    firstDay: '2026-01-05',
    days: 3,
    attempts: 2,
    categories: { bread: { temperature: 'ambient', lifeHours: 30 } },
    travel: { kmFactor: 1.3, kmPerHour: 15, readyHours: 1, maxKm: 12, slotSearchDays: 2 },
    value: { needWeight: 0.5, kmCostKg: 0.8 },
    recipients: [
      { ...near, id: 'r0', need: 1, open: [[0, 9, 18]] },
      { ...near, id: 'r1', need: 3, open: [[1, 9, 18]] },
    ],
    suppliers: [{ id: 's0', lat: 52.5, lon: 13.4 }],
    lots: [{ id: 'l0', at: 10, supplier: 's0', category: 'bread', massKg: 10 }],
    answers: { l0: { r0: [0.5, 0], r1: [0.5, 1] } },
    ...overrides,
  };
}
