import type { WeightsSummary } from '@sprk/contracts';
import { initialWeights } from '@sprk/core';
import { checksum } from '@sprk/core/learning/weights-artefact';
import { describe, expect, it } from 'vitest';
import { expecting, sha256, startCity } from '../harness/index.ts';
import { auditOf, MINUTE, status, weightsOf } from './_operator.ts';

describe('weights', () => {
  it('are activated forward and back, each time under a new generation, and used from then on', async () => {
    await using city = await startCity([{}]);
    const [first] = await weightsOf(city);
    const made = { ...initialWeights(sha256), version: city.system.ids.next('wts'), sequence: 1 };
    await city.system.ports.weights.publish({ ...made, sha256: checksum(made, sha256) });
    const usedBy = async () => {
      const lot = await city.supplier.register({ massKg: 5 });
      await city.system.drain();
      return (await city.operator.lot(lot.id)).recommendation!.weightsVersion;
    };
    const activate = async (version: string) => {
      const answer = await city.operator.post<WeightsSummary>(`/v1/weights/${version}/activate`, {
        reason: 'try',
      });
      await city.system.drain();
      return expecting(200, answer).active;
    };

    expect(await usedBy()).toBe(first!.version);
    expect(await activate(made.version)).toBe(true);
    expect(await usedBy()).toBe(made.version);
    expect((await weightsOf(city)).map(({ version, active }) => [version, active])).toEqual([
      [made.version, true],
      [first!.version, false],
    ]);
    expect(await activate(first!.version)).toBe(true);
    expect(await usedBy()).toBe(first!.version);
    expect((await status(city)).weights).toEqual({ version: first!.version, generation: 2 });
    const entries = (await auditOf(city)).filter(({ action }) => action === 'weights.activate');
    expect(entries.map(({ subject, reason }) => [subject, reason])).toEqual([
      [first!.version, 'try'],
      [made.version, 'try'],
    ]);
  });

  it('that an operator went back to stay in use: what is learned later is published, not promoted', async () => {
    await using city = await startCity([{ capacityKg: 5000 }]);
    const learnSome = async () => {
      for (let count = 0; count < 12; count += 1) {
        await city.supplier.register({ massKg: 10 });
        await city.system.drain();
        await city.recipients[0]!.accept((await city.recipients[0]!.offers())[0]!.id);
        await city.system.advance(2 * MINUTE, 2 * MINUTE);
      }
    };
    const [initial] = await weightsOf(city);
    await learnSome();
    const learned = await weightsOf(city);
    expect(learned.length).toBeGreaterThan(1);
    expect(learned[0]!.active).toBe(true);

    await city.system.advance(1000);
    await city.operator.post(`/v1/weights/${initial!.version}/activate`, { reason: 'looks wrong' });
    await learnSome();

    const after = await weightsOf(city);
    expect(after.length).toBeGreaterThan(learned.length);
    expect(after.find(({ active }) => active)!.version).toBe(initial!.version);
    expect(after[0]!.gates.find(({ passed }) => !passed)?.gate).toBe('not_rolled_back');
  });
});
