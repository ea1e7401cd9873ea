import { describe, expect, it } from 'vitest';
import { aChange } from '../factories/lot.ts';
import { at, testId } from '../factories/test-id.ts';
import { type OpenPorts, useStore } from './harness.ts';

const DATE = '2026-03-02';

export function recipientLedgerContract(name: string, openPorts: OpenPorts): void {
  describe(`${name}: capacity and activity of recipients`, () => {
    const store = useStore(openPorts);

    async function commitSlots(
      ...deltas: readonly { recipientId: string; deltaKg: number; capacityKg?: number }[]
    ) {
      const lot = await store.register();
      const slots = deltas.map((delta) => ({ date: DATE, capacityKg: 100, ...delta }));
      return (await store.ports.lots.commit(aChange(lot, { slots }))).kind;
    }
    async function heldKg(recipientId: string, date = DATE) {
      return (await store.ports.ledger.slots([{ recipientId, date }]))[0]?.reservedKg;
    }

    it('answers every key in the order asked, with zeros where nothing happened', async () => {
      const [known, unknown] = [testId('rec'), testId('rec')];
      await commitSlots({ recipientId: known, deltaKg: 2.5 });

      const keys = [
        { recipientId: unknown, date: DATE },
        { recipientId: known, date: DATE },
        { recipientId: known, date: '2026-03-03' },
      ];

      expect(await store.ports.ledger.slots(keys)).toEqual([
        { ...keys[0], reservedKg: 0 },
        { ...keys[1], reservedKg: 2.5 },
        { ...keys[2], reservedKg: 0 },
      ]);
      expect(await store.ports.ledger.activity([unknown])).toEqual([
        {
          recipientId: unknown,
          openOffers: 0,
          fadedOffers: 0,
          fadedAnswers: 0,
          fadedResponseMinutes: 0,
          fadedAcceptances: 0,
          fadedAcceptancesByCategory: {},
          fadedReceivedKg: 0,
        },
      ]);
    });

    it('fills a slot to exactly its capacity and no further', async () => {
      const recipientId = testId('rec');

      expect(await commitSlots({ recipientId, deltaKg: 60 })).toBe('committed');
      expect(await commitSlots({ recipientId, deltaKg: 40.000001 })).toBe('slotFull');
      expect(await commitSlots({ recipientId, deltaKg: 40 })).toBe('committed');
      expect(await commitSlots({ recipientId, deltaKg: 0.000001 })).toBe('slotFull');
      expect(await heldKg(recipientId)).toBe(100);
    });

    it('adds and releases masses without a remainder', async () => {
      const recipientId = testId('rec');
      const masses = [0.1, 0.2, 0.3, 0.7, 1.1, 33.333333];

      for (const deltaKg of masses) await commitSlots({ recipientId, deltaKg });
      expect(await heldKg(recipientId)).toBe(35.733333);
      for (const massKg of masses) await commitSlots({ recipientId, deltaKg: -massKg });

      expect(await heldKg(recipientId)).toBe(0);
    });

    it('lets a release pass that leaves a slot above a lowered capacity', async () => {
      const recipientId = testId('rec');
      await commitSlots({ recipientId, deltaKg: 80 });

      expect(await commitSlots({ recipientId, deltaKg: -10, capacityKg: 0 })).toBe('committed');
      expect(await heldKg(recipientId)).toBe(70);
    });

    it('counts several deltas of one slot together', async () => {
      const recipientId = testId('rec');
      await commitSlots({ recipientId, deltaKg: 90 });

      const swap = await commitSlots(
        { recipientId, deltaKg: -90, capacityKg: 0 },
        { recipientId, deltaKg: 95 },
      );
      const twice = await commitSlots({ recipientId, deltaKg: 3 }, { recipientId, deltaKg: 3 });
      const lowered = await commitSlots(
        { recipientId, deltaKg: -95, capacityKg: 0 },
        { recipientId, deltaKg: 50, capacityKg: 40 },
      );

      expect([swap, twice, lowered]).toEqual(['committed', 'slotFull', 'slotFull']);
      expect(await heldKg(recipientId)).toBe(95);
    });

    it('never overbooks when many reserve at once', async () => {
      const recipientId = testId('rec');
      const lots = await Promise.all(Array.from({ length: 30 }, () => store.register()));

      const results = await Promise.all(
        lots.map((lot, index) =>
          store.handle(index).lots.commit(
            aChange(lot, {
              slots: [{ recipientId, date: DATE, deltaKg: 7, capacityKg: 50 }],
              activity: [{ recipientId, openOffers: 1, maxOpenOffers: 1000 }],
            }),
          ),
        ),
      );

      const kinds = results.map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'committed')).toHaveLength(7);
      expect(kinds.filter((kind) => kind === 'slotFull')).toHaveLength(23);
      expect(await heldKg(recipientId)).toBe(49);
      expect(await store.ports.ledger.activity([recipientId])).toMatchObject([{ openOffers: 7 }]);
    });

    it('never exceeds the budget of open offers when many are made at once', async () => {
      const recipientId = testId('rec');
      const lots = await Promise.all(Array.from({ length: 12 }, () => store.register()));

      const results = await Promise.all(
        lots.map((lot, index) => {
          const activity = [{ recipientId, openOffers: 1, maxOpenOffers: 5, fadedOffers: 1 }];
          return store.handle(index).lots.commit(aChange(lot, { activity }));
        }),
      );

      expect(results.filter(({ kind }) => kind === 'committed')).toHaveLength(5);
      expect(results.filter(({ kind }) => kind === 'fatigued')).toHaveLength(7);
      expect(await store.ports.ledger.activity([recipientId])).toMatchObject([
        { openOffers: 5, fadedOffers: 5 },
      ]);
    });

    it('sums what happened, by category where there is one', async () => {
      const recipientId = testId('rec');
      const deltas = [
        { openOffers: 1, fadedOffers: 2, fadedAnswers: 1, fadedResponseMinutes: 3.5 },
        {
          openOffers: -1,
          fadedAcceptances: 1.5,
          fadedReceivedKg: 20,
          category: 'bakery',
          lastAcceptedAt: at(1),
        },
        { openOffers: 0, fadedAcceptances: 1, category: 'produce', lastAcceptedAt: at(2) },
        { openOffers: 0, fadedAcceptances: 0.25, category: 'bakery' },
      ];

      for (const delta of deltas) {
        const lot = await store.register();
        await store.ports.lots.commit(aChange(lot, { activity: [{ recipientId, ...delta }] }));
      }

      expect(await store.ports.ledger.activity([recipientId])).toEqual([
        {
          recipientId,
          openOffers: 0,
          lastAcceptedAt: at(2),
          fadedOffers: 2,
          fadedAnswers: 1,
          fadedResponseMinutes: 3.5,
          fadedAcceptances: 2.75,
          fadedAcceptancesByCategory: { bakery: 1.75, produce: 1 },
          fadedReceivedKg: 20,
        },
      ]);
    });
  });
}
