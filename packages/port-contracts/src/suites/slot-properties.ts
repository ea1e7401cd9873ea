import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aChange } from '../factories/lot.ts';
import { testId } from '../factories/test-id.ts';
import { type OpenPorts, useStore } from './harness.ts';

const CAPACITY_MG = 50_000_000;
const DATES = ['2026-03-02', '2026-03-03'];

/** A commit: what it does to two recipients' days. Masses in milligrams, so that the model is exact. */
const step = fc.array(
  fc.record({
    recipient: fc.nat({ max: 1 }),
    date: fc.constantFrom(...DATES),
    mg: fc.integer({ min: -20_000_000, max: 30_000_000 }),
  }),
  { minLength: 1, maxLength: 3 },
);

/** Random commits against a model of the slots, several at once. */
export function slotProperties(name: string, openPorts: OpenPorts, runs = 60): void {
  describe(`${name}: slots under random commits`, () => {
    const store = useStore(openPorts);

    it('holds 0 <= reserved <= capacity, and exactly the sum of the commits that passed', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 6 }), async (turns) => {
          const recipients = [testId('rec'), testId('rec')];
          const keys = recipients.flatMap((recipientId) => DATES.map((date) => ({ recipientId, date })));
          const model = new Map(keys.map((key) => [JSON.stringify(key), 0]));
          for (const turn of turns) {
            const lots = await Promise.all(turn.map(() => store.register()));
            const units = turn.map((deltas) =>
              deltas.map(({ recipient, date, mg }) => ({
                recipientId: recipients[recipient]!,
                date,
                deltaKg: mg / 1e6,
                capacityKg: CAPACITY_MG / 1e6,
              })),
            );
            const results = await Promise.allSettled(
              units.map((slots, index) => store.handle(index).lots.commit(aChange(lots[index]!, { slots }))),
            );
            for (const [index, result] of results.entries()) {
              if (result.status !== 'fulfilled' || result.value.kind !== 'committed') continue;
              for (const { recipientId, date, deltaKg } of units[index]!) {
                const key = JSON.stringify({ recipientId, date });
                model.set(key, model.get(key)! + Math.round(deltaKg * 1e6));
              }
            }
            const held = await store.ports.ledger.slots(keys);
            for (const { reservedKg, ...key } of held) {
              expect(Math.round(reservedKg * 1e6)).toBe(model.get(JSON.stringify(key)));
              expect(reservedKg).toBeGreaterThanOrEqual(0);
              expect(reservedKg).toBeLessThanOrEqual(CAPACITY_MG / 1e6);
            }
          }
        }),
        { numRuns: runs, seed: 20260302 },
      );
    });
  });
}
