import { AppError, type Lot, type LotQuery, type OfferQuery } from '@sprk/core';
import { describe, expect, it } from 'vitest';
import { aChange, anOffer } from '../factories/lot.ts';
import { at, testId } from '../factories/test-id.ts';
import { type OpenPorts, type Store, useStore } from './harness.ts';

const MINUTE_MS = 60_000;

/** Lots of one supplier, a minute apart, oldest first. */
async function lotsOf(store: Store, supplierId: string, count: number, fromMinute = 0): Promise<Lot[]> {
  const lots: Lot[] = [];
  for (let index = 0; index < count; index += 1) {
    const registeredAt = at((fromMinute + index) * MINUTE_MS);
    lots.push(await store.register({ registeredAt, registration: { supplierId } }));
  }
  return lots;
}

async function allLots(store: Store, query: Omit<LotQuery, 'cursor'>): Promise<Lot[]> {
  const found: Lot[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await store.ports.lots.list({ ...query, ...(cursor && { cursor }) });
    expect(page.items.length).toBeLessThanOrEqual(query.limit);
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}

export function lotListsContract(name: string, openPorts: OpenPorts): void {
  describe(`${name}: lists of lots and offers`, () => {
    const store = useStore(openPorts);

    it('lists a supplier’s lots newest first, and no one else’s', async () => {
      const [mine, theirs] = [testId('sup'), testId('sup')];
      const lots = await lotsOf(store, mine, 7);
      await lotsOf(store, theirs, 3, 2);

      expect(await allLots(store, { supplierId: mine, limit: 3 })).toEqual(lots.toReversed());
      expect(await allLots(store, { supplierId: testId('sup'), limit: 3 })).toEqual([]);
      expect(await allLots(store, { limit: 4 })).toHaveLength(10);
    });

    it('fills pages exactly and ends without an empty one', async () => {
      const supplierId = testId('sup');
      await lotsOf(store, supplierId, 6);

      const first = await store.ports.lots.list({ supplierId, limit: 3 });
      const second = await store.ports.lots.list({ supplierId, limit: 3, cursor: first.nextCursor! });

      expect(first.items).toHaveLength(3);
      expect(second.items).toHaveLength(3);
      expect(second.nextCursor).toBeNull();
    });

    it('goes on at the same place when lots were registered meanwhile', async () => {
      const supplierId = testId('sup');
      const lots = await lotsOf(store, supplierId, 6);
      const first = await store.ports.lots.list({ supplierId, limit: 2 });

      await lotsOf(store, supplierId, 3, 10);
      const second = await store.ports.lots.list({ supplierId, limit: 4, cursor: first.nextCursor! });

      expect([...first.items, ...second.items]).toEqual(lots.toReversed());
    });

    it('filters by status, also while it changes', async () => {
      const supplierId = testId('sup');
      const lots = await lotsOf(store, supplierId, 5);
      await store.ports.lots.commit(aChange(lots[1]!, { lot: { status: 'withdrawn' } }));
      await store.ports.lots.commit(aChange(lots[3]!, { lot: { status: 'withdrawn' } }));
      const ids = async (query: Omit<LotQuery, 'limit'>) =>
        (await allLots(store, { ...query, limit: 2 })).map(({ id }) =>
          lots.findIndex((lot) => lot.id === id),
        );

      expect(await ids({ status: 'withdrawn' })).toEqual([3, 1]);
      expect(await ids({ supplierId, status: 'matching' })).toEqual([4, 2, 0]);
      expect(await ids({ supplierId, status: 'collected' })).toEqual([]);
    });

    it('takes times in [from, to), however they are written', async () => {
      const supplierId = testId('sup');
      const lots = await lotsOf(store, supplierId, 5);
      const ids = async (from: string, to: string) =>
        (await allLots(store, { supplierId, from, to, limit: 2 })).map(({ id }) =>
          lots.findIndex((lot) => lot.id === id),
        );

      expect(await ids(at(MINUTE_MS), at(3 * MINUTE_MS))).toEqual([2, 1]);
      expect(await ids('2026-03-02T08:01:00Z', '2026-03-02T08:03:00.001Z')).toEqual([3, 2, 1]);
      expect(await ids('2026-03-02T09:01:00+01:00', '2026-03-02T08:02:00Z')).toEqual([1]);
      expect(await ids(at(9 * MINUTE_MS), at(99 * MINUTE_MS))).toEqual([]);
    });

    it('refuses a cursor that it did not give', async () => {
      await lotsOf(store, testId('sup'), 3);
      const { nextCursor } = await store.ports.lots.list({ limit: 1 });
      for (const cursor of ['', 'x', '../..', 'é', nextCursor!.slice(1)]) {
        const refused = await store.ports.lots.list({ limit: 1, cursor }).catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(AppError);
        expect(refused).toMatchObject({ code: 'validation_failed' });
      }
      await expect(store.ports.lots.listOffers({ limit: 1, cursor: nextCursor! })).rejects.toMatchObject({
        code: 'validation_failed',
      });
    });

    it('lists a recipient’s offers newest first, and no one else’s', async () => {
      const [mine, theirs] = [testId('rec'), testId('rec')];
      const lots = await lotsOf(store, testId('sup'), 4);
      const made = lots.map((lot, index) =>
        anOffer(lot, { recipientId: index === 1 ? theirs : mine, offeredAt: at(index) }),
      );
      for (const [index, lot] of lots.entries()) {
        await store.ports.lots.commit(aChange(lot, { offers: [made[index]!] }));
      }
      const ended = { ...made[2]!, status: 'timed_out' } as const;
      await store.ports.lots.commit(aChange({ ...lots[2]!, version: 2 }, { offers: [ended] }));
      const list = async (query: Omit<OfferQuery, 'limit'>) =>
        (await store.ports.lots.listOffers({ ...query, limit: 10 })).items;

      expect(await list({ recipientId: mine })).toEqual([made[3], ended, made[0]]);
      expect(await list({ recipientId: mine, status: 'open' })).toEqual([made[3], made[0]]);
      expect(await list({ recipientId: mine, status: 'offered' })).toEqual([made[3], made[0]]);
      expect(await list({ recipientId: mine, status: 'timed_out' })).toEqual([ended]);
      expect(await list({ recipientId: testId('rec') })).toEqual([]);
      expect(await list({})).toEqual([made[3], ended, made[1], made[0]]);
      const first = await store.ports.lots.listOffers({ recipientId: mine, limit: 1 });
      const rest = await store.ports.lots.listOffers({
        recipientId: mine,
        limit: 2,
        cursor: first.nextCursor!,
      });
      expect(rest).toEqual({ items: [ended, made[0]], nextCursor: null });
    });

    it('gives the most overdue lots first, and each only while it is due', async () => {
      const [late, later, latest] = [30, 20, 40].map((minute) => at(minute * MINUTE_MS));
      const lots = await Promise.all(
        [late, later, latest, undefined].map((wakeAt) => store.register(wakeAt ? { wakeAt } : {})),
      );
      const ids = lots.map(({ id }) => id);
      const { due } = store.ports.lots;

      expect(await due(at(20 * MINUTE_MS - 1), 10)).toEqual([]);
      expect(await due(at(20 * MINUTE_MS), 10)).toEqual([ids[1]]);
      expect(await due(at(99 * MINUTE_MS), 10)).toEqual([ids[1], ids[0], ids[2]]);
      expect(await due(at(99 * MINUTE_MS), 2)).toEqual([ids[1], ids[0]]);

      const { wakeAt: _, ...asleep } = lots[1]!;
      await store.ports.lots.commit({ ...aChange(asleep), lot: { ...asleep, version: 2 } });
      await store.ports.lots.commit(aChange(lots[0]!, { lot: { wakeAt: at(50 * MINUTE_MS) } }));

      expect(await due(at(99 * MINUTE_MS), 10)).toEqual([ids[2], ids[0]]);
    });
  });
}
