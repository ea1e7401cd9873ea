import { createVirtualClock } from '@sprk/adapter-memory';
import { describe, expect, it } from 'vitest';
import { aRecipient, id, START } from './_util.ts';
import { RecipientIndex } from './recipient-index.ts';

const limits = { maxDistanceKm: 12, kmFactor: 1.3 };
const place = { lat: 52.5, lon: 13.4 };

function ids(index: RecipientIndex): string[] {
  return index.near(place, limits).map((recipient) => recipient.id);
}

describe('RecipientIndex', () => {
  it('finds new, moved and changed recipients at once, before and after a rebuild', async () => {
    const clock = createVirtualClock(START);
    const index = new RecipientIndex(clock);
    for (let n = 1; n <= 70; n += 1) index.set(aRecipient(n, { lat: 52.5 + n / 2000 }));
    await clock.advance(1000);
    expect(ids(index)).toHaveLength(70);

    index.set(aRecipient(0));
    index.set(aRecipient(70, { lat: 52.5001 }));
    index.set(aRecipient(1, { lat: 52.5005, capacityKg: 1 }));
    index.set(aRecipient(2, { lat: 10 }));

    expect(ids(index).slice(0, 3)).toEqual([id('rec', 0), id('rec', 70), id('rec', 1)]);
    expect(ids(index)).toHaveLength(70);
    expect(index.near(place, limits)[2]?.capacityKg).toBe(1);
    expect(index.size).toBe(71);
  });

  it('does not let one recipient with a far reach widen the search for the others', () => {
    const index = new RecipientIndex(createVirtualClock(START));
    index.set(aRecipient(1, { lat: 53.5, maxDistanceKm: 500 }));
    index.set(aRecipient(2, { lat: 53.4 }));
    index.set(aRecipient(3, { lat: 52.51, maxDistanceKm: 1 }));

    expect(ids(index)).toEqual([id('rec', 3), id('rec', 1)]);
  });

  it('looks farther when asked to, at everybody, without a rebuild of what is sorted in', async () => {
    const clock = createVirtualClock(START);
    const index = new RecipientIndex(clock);
    for (let n = 1; n <= 70; n += 1) index.set(aRecipient(n, { lat: 52.5 + n / 400 }));
    await clock.advance(1000);
    const wide = () => index.near(place, limits, 20).map((recipient) => recipient.id);
    const reached = (km: number) => Math.floor((km / 1.3 / 111.195) * 400);

    expect([ids(index).length, wide().length]).toEqual([reached(12), reached(20)]);
    index.set(aRecipient(99, { lat: 52.62 }));
    expect(wide()).toContain(id('rec', 99));
    expect(ids(index)).toHaveLength(reached(12));
  });

  it('keeps up with changes of 100 000 recipients', async () => {
    const clock = createVirtualClock(START);
    const index = new RecipientIndex(clock);
    const many = Array.from({ length: 100_000 }, (_, n) =>
      aRecipient(n, { lat: 40 + (n % 317) / 20, lon: (n * 7919) % 90 }),
    );
    for (const recipient of many) index.set(recipient);
    const startedAt = performance.now();
    for (let step = 0; step < 50; step += 1) {
      for (const recipient of many.slice(step * 10, step * 10 + 10)) index.set({ ...recipient, lat: 0 });
      index.near(place, limits);
      await clock.advance(100);
    }

    // 5 s of the clock: at most 5 rebuilds, of which 10 changes per step ask for fewer.
    expect(performance.now() - startedAt).toBeLessThan(5000);
    expect(index.near({ lat: 0, lon: many[0]?.lon ?? 0 }, limits).length).toBeGreaterThan(0);
  });
});
