import { describe, expect, it } from 'vitest';
import { aLotEvent, anEvent } from '../factories/event.ts';
import { anOutcome } from '../factories/learning.ts';
import { aChange } from '../factories/lot.ts';
import { type OpenPorts, useStore } from './harness.ts';

const QUEUE = 'match-requests';
/** Leases are given in seconds; the next delivery has to be surely after. */
const LEASE = { leaseSeconds: 2 };
const AFTER_LEASE_MS = 2500;

export function queuesContract(
  name: string,
  openPorts: OpenPorts,
  { isOrdered = true }: { readonly isOrdered?: boolean } = {},
): void {
  describe(`${name}: queues`, () => {
    const store = useStore(openPorts);
    const subjects = (messages: readonly { readonly event: { readonly subject: string } }[]) =>
      messages.map(({ event }) => event.subject);
    const registerIds = async (count: number) => {
      const ids: string[] = [];
      for (let index = 0; index < count; index += 1) ids.push((await store.register()).id);
      return ids;
    };

    it(`delivers ${isOrdered ? 'first in the order of the events, ' : ''}as many as asked`, async () => {
      const ids = await registerIds(5);

      const first = await store.receive(QUEUE, { max: 3 });
      const second = await store.receive(QUEUE, { max: 3 });

      const delivered = subjects([...first, ...second]);
      expect(isOrdered ? delivered : delivered.toSorted()).toEqual(ids);
      expect(first).toHaveLength(3);
      expect(await store.receive(QUEUE)).toEqual([]);
      for (const message of first) expect(message).toMatchObject({ queue: QUEUE, receiveCount: 1 });
      expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(5);
    });

    it('routes each event to the queues of its type, and others to none', async () => {
      const lot = await store.register();
      const outcome = anEvent('outcome.recorded', anOutcome());
      await store.ports.lots.commit(aChange(lot, { events: [aLotEvent(lot), outcome] }));

      expect(await store.drain('outcomes')).toEqual([outcome]);
      expect(subjects(await store.receive(QUEUE))).toEqual([lot.id]);
      expect(await store.drain('notifications')).toEqual([]);
    });

    it('forgets what was acknowledged, also when it is acknowledged twice', async () => {
      await registerIds(3);
      const messages = await store.receive(QUEUE, LEASE);
      const receipts = messages.map(({ receipt }) => receipt);

      await store.ports.queues.acknowledge(QUEUE, receipts.slice(0, 2));
      await store.ports.queues.acknowledge(QUEUE, receipts.slice(0, 2));
      expect(await store.ports.queues.depth(QUEUE)).toMatchObject({ ready: 0, leased: 1 });
      await store.advance(AFTER_LEASE_MS);

      expect(subjects(await store.receive(QUEUE))).toEqual(subjects(messages.slice(2)));
    });

    it('delivers again when the lease has run out, with the same id and a higher count', async () => {
      await registerIds(1);
      const [first] = await store.receive(QUEUE, LEASE);

      expect(await store.receive(QUEUE)).toEqual([]);
      await store.advance(AFTER_LEASE_MS);
      const [second] = await store.receive(QUEUE, LEASE);

      expect(second).toEqual({ ...first, receipt: second!.receipt, receiveCount: 2 });
      expect(second!.receipt).not.toBe(first!.receipt);
    });

    it('ignores receipts of an earlier delivery and such as never were', async () => {
      await registerIds(1);
      const [old] = await store.receive(QUEUE, LEASE);
      await store.advance(AFTER_LEASE_MS);
      const [held] = await store.receive(QUEUE, LEASE);

      for (const receipt of [old!.receipt, 'made-up', '']) {
        await store.ports.queues.acknowledge(QUEUE, [receipt]);
        await store.ports.queues.extend(QUEUE, [receipt], 1000);
        await store.ports.queues.release(QUEUE, receipt, { delaySeconds: 0, reason: 'stale' });
        await store.ports.queues.deadLetter(QUEUE, receipt, 'stale');
      }

      expect(await store.receive(QUEUE)).toEqual([]);
      await store.advance(AFTER_LEASE_MS);
      expect(await store.receive(QUEUE)).toMatchObject([{ id: held!.id, receiveCount: 3 }]);
      expect((await store.ports.queues.listDeadLetters({ limit: 9 })).items).toEqual([]);
    });

    it('keeps a message away as long as its lease is extended', async () => {
      await registerIds(2);
      const [slow, quick] = await store.receive(QUEUE, LEASE);

      await store.advance(1000);
      await store.ports.queues.extend(QUEUE, [slow!.receipt], 4);
      await store.advance(AFTER_LEASE_MS - 1000);

      expect(subjects(await store.receive(QUEUE))).toEqual(subjects([quick!]));
      await store.ports.queues.acknowledge(QUEUE, [slow!.receipt]);
      await store.advance(4000);
      expect(await store.receive(QUEUE)).toEqual([]);
    });

    it('delivers a released message again after its delay, and ends its receipt', async () => {
      await registerIds(2);
      const [now, later] = await store.receive(QUEUE);

      await store.ports.queues.release(QUEUE, now!.receipt, { delaySeconds: 0, reason: 'busy' });
      await store.ports.queues.release(QUEUE, later!.receipt, { delaySeconds: 6, reason: 'busy' });
      await store.ports.queues.acknowledge(QUEUE, [now!.receipt, later!.receipt]);

      expect(await store.receive(QUEUE)).toMatchObject([{ id: now!.id, receiveCount: 2 }]);
      await store.advance(6500);
      expect(await store.receive(QUEUE)).toMatchObject([{ id: later!.id, receiveCount: 2 }]);
    });

    it('gives each message to one of many receivers at once', async () => {
      const ids = await registerIds(40);

      const batches = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          store.handle(index).queues.receive(QUEUE, { max: 5, leaseSeconds: 30, waitMs: 0 }),
        ),
      );

      expect(subjects(batches.flat()).sort()).toEqual([...ids].sort());
    });

    it('counts what is ready, leased and dead, and how long the oldest has waited', async () => {
      expect(await store.ports.queues.depth(QUEUE)).toEqual({
        ready: 0,
        leased: 0,
        dead: 0,
        oldestAgeSeconds: 0,
      });
      await registerIds(5);
      await store.advance(3000);
      const messages = await store.receive(QUEUE, { max: 3 });
      await store.ports.queues.deadLetter(QUEUE, messages[0]!.receipt, 'poison');

      const { oldestAgeSeconds, ...counts } = await store.ports.queues.depth(QUEUE);

      expect(counts).toEqual({ ready: 2, leased: 2, dead: 1 });
      expect(oldestAgeSeconds).toBeGreaterThanOrEqual(3);
      expect(await store.ports.queues.depth('outcomes')).toMatchObject({ ready: 0, leased: 0, dead: 0 });
    });
  });
}
