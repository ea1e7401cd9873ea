import type { Outcome } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { anOutcome } from '../factories/learning.ts';
import { testId } from '../factories/test-id.ts';
import { type OpenPorts, useStore } from './harness.ts';

export function outcomeLogContract(name: string, openPorts: OpenPorts): void {
  describe(`${name}: outcome log`, () => {
    const store = useStore(openPorts);
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => anOutcome({ massKg: index + 0.5 }));

    it('numbers outcomes from 0 in the order they came', async () => {
      const outcomes = many(7);

      const first = await store.ports.outcomes.append(outcomes.slice(0, 4));
      const second = await store.ports.outcomes.append(outcomes.slice(4));

      expect(first).toEqual({ appended: outcomes.slice(0, 4), nextPosition: 4 });
      expect(second).toEqual({ appended: outcomes.slice(4), nextPosition: 7 });
      expect(await store.ports.outcomes.read(0, 100)).toEqual(outcomes);
      expect(await store.ports.outcomes.read(2, 3)).toEqual(outcomes.slice(2, 5));
      expect(await store.ports.outcomes.read(7, 100)).toEqual([]);
      expect(await store.ports.outcomes.read(99, 1)).toEqual([]);
    });

    it('counts an outcome once by lot, recipient, attempt and kind, and keeps the first word', async () => {
      const first = anOutcome({ massKg: 1 });
      const variants: readonly Partial<Outcome>[] = [
        { oversupplyId: testId('ovs') },
        { recipientId: testId('rec') },
        { attempt: 2 },
        { kind: 'collected' },
      ];
      const others = variants.map((variant) => ({ ...first, ...variant }));
      await store.ports.outcomes.append([first]);

      const repeated = await store.ports.outcomes.append([{ ...first, massKg: 2, offerId: testId('off') }]);
      const mixed = await store.ports.outcomes.append([others[0]!, first, ...others]);

      expect(repeated).toEqual({ appended: [], nextPosition: 1 });
      expect(mixed).toEqual({ appended: others, nextPosition: 5 });
      expect(await store.ports.outcomes.read(0, 9)).toEqual([first, ...others]);
    });

    it('reads any stretch of a long log exactly', async () => {
      const outcomes = many(1100);
      for (let from = 0; from < outcomes.length; from += 100) {
        await store.ports.outcomes.append(outcomes.slice(from, from + 100));
      }
      const stretches = [
        [0, 2000],
        [0, 512],
        [511, 2],
        [512, 512],
        [513, 511],
        [1023, 3],
        [1024, 76],
        [1099, 5],
        [300, 700],
      ] as const;

      for (const [from, limit] of stretches) {
        expect(await store.ports.outcomes.read(from, limit)).toEqual(outcomes.slice(from, from + limit));
      }
      const late = await store.ports.outcomes.append([outcomes[3]!, outcomes[600]!]);
      expect(late).toEqual({ appended: [], nextPosition: 1100 });
    });

    it('gives each of many appends at once its own places', async () => {
      const batches = Array.from({ length: 12 }, () => many(5));

      const results = await Promise.all(
        batches.map((batch, index) => store.handle(index).outcomes.append([...batch, ...batches[0]!])),
      );

      const appended = results.reduce((sum, result) => sum + result.appended.length, 0);
      const log = await store.ports.outcomes.read(0, 1000);
      expect(appended).toBe(60);
      expect(log).toHaveLength(60);
      for (const { appended: batch, nextPosition } of results) {
        expect(log.slice(nextPosition - batch.length, nextPosition)).toEqual(batch);
      }
    });

    it('refuses more than 100 at once, and writes none of them', async () => {
      await expect(store.ports.outcomes.append(many(101))).rejects.toBeInstanceOf(RangeError);

      expect(await store.ports.outcomes.read(0, 10)).toEqual([]);
      expect(await store.ports.outcomes.append([])).toEqual({ appended: [], nextPosition: 0 });
    });
  });
}
