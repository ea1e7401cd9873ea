import type { Lot } from '@sprk/core';
import { aCandidate, aChange, aRecommendation } from '@sprk/port-contracts';
import { describe, expect, it } from 'vitest';
import { openTemporaryStore, register } from './_open-temporary.ts';

/** The cascade as core makes it of a recommendation. */
function cascadeOf(recommendation: ReturnType<typeof aRecommendation>): NonNullable<Lot['cascade']> {
  const candidates = recommendation.candidates.map(({ contributions: _, ...step }) => step);
  return { round: recommendation.round, weightsVersion: 'wts_x', schemaHash: 'abc', candidates, next: 1 };
}

describe('cascades', () => {
  it('are stored once, and read back exactly through all steps of the lot', async () => {
    using opened = openTemporaryStore();
    const { ports, store } = opened;
    const stateBytes = () => Number(store.reader.prepare('SELECT length(state) AS n FROM lots').get()?.n);
    const lot = await register(ports);
    const recommendation = aRecommendation(lot, {
      candidates: Array.from({ length: 16 }, () => aCandidate()),
    });
    const cascade = cascadeOf(recommendation);
    await ports.lots.commit(aChange(lot, { lot: { cascade }, recommendation }));

    for (let version = 2; version < 5; version += 1) {
      const found = (await ports.lots.find(lot.id))!;
      expect(found.cascade).toEqual({ ...cascade, next: version - 1 });
      expect(stateBytes()).toBeLessThan(500);
      const next = { ...found.cascade!, next: version };
      expect(await ports.lots.commit(aChange(found, { lot: { cascade: next } }))).toEqual({
        kind: 'committed',
      });
    }
    expect((await ports.lots.list({ limit: 1 })).items[0]?.cascade).toEqual({ ...cascade, next: 4 });
  });

  it('keep the steps of earlier rounds before those of the newest recommendation', async () => {
    using opened = openTemporaryStore();
    const lot = await register(opened.ports);
    const first = aRecommendation(lot);
    await opened.ports.lots.commit(
      aChange(lot, { lot: { cascade: cascadeOf(first) }, recommendation: first }),
    );
    const found = (await opened.ports.lots.find(lot.id))!;
    const second = aRecommendation(lot, { round: 2 });
    const asked = found.cascade!.candidates.map((step) => ({ ...step, weightsVersion: 'wts_old' }));
    const cascade = { ...cascadeOf(second), candidates: [...asked, ...cascadeOf(second).candidates] };
    await opened.ports.lots.commit(aChange(found, { lot: { round: 2, cascade }, recommendation: second }));

    expect((await opened.ports.lots.find(lot.id))?.cascade).toEqual({ ...cascade });
  });

  it('are stored in full when they are not what the recommendation says', async () => {
    using opened = openTemporaryStore();
    for (const change of [{ massKg: 1 }, { probability: 0.1 }, { weightsVersion: 'other' }]) {
      const lot = await register(opened.ports);
      const recommendation = aRecommendation(lot);
      const cascade = cascadeOf(recommendation);
      const other = { ...cascade, candidates: cascade.candidates.map((step) => ({ ...step, ...change })) };
      await opened.ports.lots.commit(aChange(lot, { lot: { cascade: other }, recommendation }));

      expect((await opened.ports.lots.find(lot.id))?.cascade).toEqual(other);
    }
    const lot = await register(opened.ports);
    const cascade = cascadeOf(aRecommendation(lot));
    await opened.ports.lots.commit(aChange(lot, { lot: { cascade } }));
    expect((await opened.ports.lots.find(lot.id))?.cascade).toEqual(cascade);
  });

  it('are stored in full when the recommendation they came with was not stored', async () => {
    using opened = openTemporaryStore();
    const lot = await register(opened.ports);
    const recommendation = aRecommendation(lot);
    const cascade = cascadeOf(recommendation);
    const failing = opened.store.group.run(() => {
      throw new Error('A bug.');
    });
    opened.store.cascades.toRow({ ...lot, cascade }, recommendation, () => false);
    await expect(failing).rejects.toThrow('A bug.');

    await opened.ports.lots.commit(aChange(lot, { lot: { cascade } }));

    expect((await opened.ports.lots.find(lot.id))?.cascade).toEqual(cascade);
  });
});
