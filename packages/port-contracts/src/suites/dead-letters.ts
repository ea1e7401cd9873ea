import { QUEUES } from '@sprk/core';
import { describe, expect, it } from 'vitest';
import { anAuditEntry } from '../factories/event.ts';
import { type OpenPorts, useStore } from './harness.ts';

const QUEUE = 'match-requests';
const MAX_RECEIVES = QUEUES.find(({ name }) => name === QUEUE)!.maxReceives;
const LEASE = { leaseSeconds: 2 };
const AFTER_LEASE_MS = 2500;

/** Messages that are set aside: when, with what, and how they come back. */
export function deadLettersContract(name: string, openPorts: OpenPorts): void {
  describe(`${name}: dead letters`, () => {
    const store = useStore(openPorts);
    const dead = async () => (await store.ports.queues.listDeadLetters({ limit: 200 })).items;

    it('sets a message aside that ran out of deliveries by its leases', async () => {
      const lot = await store.register();
      for (let count = 1; count <= MAX_RECEIVES; count += 1) {
        expect(await store.receive(QUEUE, LEASE)).toMatchObject([{ receiveCount: count }]);
        await store.advance(AFTER_LEASE_MS);
      }

      expect(await store.receive(QUEUE, LEASE)).toEqual([]);
      expect(await dead()).toMatchObject([
        {
          queue: QUEUE,
          receiveCount: MAX_RECEIVES,
          event: { subject: lot.id, type: 'oversupply.registered' },
        },
      ]);
      expect(await store.ports.queues.depth(QUEUE)).toMatchObject({ ready: 0, leased: 0, dead: 1 });
    });

    it('sets a message aside that is released after its last delivery, with the reason', async () => {
      await store.register();
      for (let count = 1; count <= MAX_RECEIVES; count += 1) {
        const [message] = await store.receive(QUEUE);
        const reason = `failed ${count}`;
        await store.ports.queues.release(QUEUE, message!.receipt, { delaySeconds: 0, reason });
      }

      expect(await store.receive(QUEUE)).toEqual([]);
      expect(await dead()).toMatchObject([{ reason: `failed ${MAX_RECEIVES}`, receiveCount: MAX_RECEIVES }]);
    });

    it('sets a message aside at once when told to, with the event as it was', async () => {
      await store.register({ traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' });
      const [message] = await store.receive(QUEUE, LEASE);

      await store.ports.queues.deadLetter(QUEUE, message!.receipt, 'cannot be parsed');

      expect(await dead()).toMatchObject([
        { reason: 'cannot be parsed', receiveCount: 1, event: message!.event },
      ]);
      await store.advance(AFTER_LEASE_MS);
      expect(await store.receive(QUEUE)).toEqual([]);
    });

    it('puts a dead letter back as new, once, and notes who did it', async () => {
      await store.register();
      const [message] = await store.receive(QUEUE);
      await store.ports.queues.deadLetter(QUEUE, message!.receipt, 'bug');
      const [letter] = await dead();
      const audit = anAuditEntry({ action: 'dead-letter.redriven' });

      expect(await store.ports.queues.redrive(letter!.id, audit)).toEqual({ kind: 'redriven' });
      expect(await store.ports.queues.redrive(letter!.id, anAuditEntry())).toEqual({ kind: 'unknown' });
      expect(await store.ports.queues.redrive('made-up', anAuditEntry())).toEqual({ kind: 'unknown' });

      expect(await dead()).toEqual([]);
      expect((await store.ports.audit.list({ limit: 9 })).items).toEqual([audit]);
      await store.ports.queues.acknowledge(QUEUE, [message!.receipt]);
      const [again] = await store.receive(QUEUE);
      expect(again).toMatchObject({ receiveCount: 1, event: message!.event });
      await store.ports.queues.deadLetter(QUEUE, again!.receipt, 'bug again');
      expect(await dead()).toMatchObject([{ reason: 'bug again', receiveCount: 1, event: message!.event }]);
    });

    it('lists dead letters page by page', async () => {
      for (let index = 0; index < 5; index += 1) await store.register();
      for (const message of await store.receive(QUEUE)) {
        await store.ports.queues.deadLetter(QUEUE, message.receipt, 'poison');
      }
      const seen: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await store.ports.queues.listDeadLetters({ limit: 2, ...(cursor && { cursor }) });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }

      expect(new Set(seen).size).toBe(5);
      expect(seen).toHaveLength(5);
      await expect(store.ports.queues.listDeadLetters({ limit: 2, cursor: 'made-up' })).rejects.toMatchObject(
        {
          code: 'validation_failed',
        },
      );
    });
  });
}
