import type { Lot } from '@sprk/core';
import { describe, expect, it } from 'vitest';
import { type OpenPorts, useStore } from './harness.ts';

const QUEUE = 'match-requests';

/** Waiting for messages and events without asking over and over. */
export function longPollContract(name: string, openPorts: OpenPorts): void {
  describe(`${name}: waiting`, () => {
    const store = useStore(openPorts);

    it('hands a new message to a receiver that waits', async () => {
      const receiving = store.receive(QUEUE, { waitMs: 20_000 });
      const lot = await store.register();

      expect(await receiving).toMatchObject([{ event: { subject: lot.id } }]);
    });

    it('wakes a receiver whatever the order of looking and committing', async () => {
      for (let round = 0; round < 10; round += 1) {
        const receiving = store.receive(QUEUE, { waitMs: 20_000, leaseSeconds: 600 });
        for (let turn = 0; turn < round % 4; turn += 1) await Promise.resolve();
        const [lot, messages] = await Promise.all([store.register(), receiving]);

        expect(messages).toMatchObject([{ event: { subject: lot.id } }]);
        await store.ports.queues.acknowledge(QUEUE, [messages[0]!.receipt]);
      }
    });

    it('wakes as many receivers as there are messages, however they come', async () => {
      for (let round = 0; round < 40; round += 1) {
        const receiving = Array.from({ length: 3 }, (_, index) =>
          store.handle(index).queues.receive(QUEUE, { max: 1, leaseSeconds: 600, waitMs: 60_000 }),
        );
        const lots: Promise<Lot>[] = [];
        for (let index = 0; index < 3; index += 1) {
          lots.push(store.register());
          if (round & (1 << index)) await new Promise((resolve) => setImmediate(resolve));
          for (let turn = 0; turn < round % 7; turn += 1) await Promise.resolve();
        }
        const messages = (await Promise.all(receiving)).flat();

        const ids = (await Promise.all(lots)).map(({ id }) => id);
        expect(new Set(messages.map(({ event }) => event.subject))).toEqual(new Set(ids));
        await store.ports.queues.acknowledge(
          QUEUE,
          messages.map(({ receipt }) => receipt),
        );
      }
    });

    it('gives up after the time to wait, with nothing', async () => {
      let isOver = false;
      const receiving = store.receive(QUEUE, { waitMs: 1000 }).finally(() => {
        isOver = true;
      });

      await store.advance(500);
      expect(isOver).toBe(false);
      await store.advance(600);

      expect(await receiving).toEqual([]);
    });

    it('gives up when aborted, before or while it waits', async () => {
      const controller = new AbortController();
      const options = { max: 1, leaseSeconds: 30, waitMs: 600_000 };
      const waiting = store.ports.queues.receive(QUEUE, options, controller.signal);

      await Promise.resolve();
      controller.abort();

      expect(await waiting).toEqual([]);
      expect(await store.ports.queues.receive(QUEUE, options, controller.signal)).toEqual([]);
      const lot = await store.register();
      expect(await store.receive(QUEUE)).toMatchObject([{ event: { subject: lot.id } }]);
    });

    it('hands out a message when its lease or its delay ends while a receiver waits', async () => {
      await store.register();
      const [first] = await store.receive(QUEUE, { leaseSeconds: 2 });

      const second = store.receive(QUEUE, { leaseSeconds: 2, waitMs: 20_000 });
      await store.advance(2500);
      expect(await second).toMatchObject([{ id: first!.id, receiveCount: 2 }]);

      const [held] = await second;
      await store.ports.queues.release(QUEUE, held!.receipt, { delaySeconds: 2, reason: 'busy' });
      const third = store.receive(QUEUE, { leaseSeconds: 2, waitMs: 20_000 });
      await store.advance(2500);
      expect(await third).toMatchObject([{ id: first!.id, receiveCount: 3 }]);
    });

    it('hands a released message to a receiver that waits already', async () => {
      await store.register();
      const [first] = await store.receive(QUEUE, { leaseSeconds: 600 });

      const second = store.receive(QUEUE, { waitMs: 20_000 });
      await store.ports.queues.release(QUEUE, first!.receipt, { delaySeconds: 0, reason: 'busy' });

      expect(await second).toMatchObject([{ id: first!.id, receiveCount: 2 }]);
    });

    it('tells of new events to who waits, and ends with the time or an abort', async () => {
      const { events } = store.ports;
      const cursor = await events.latest();

      const changed = events.changed(cursor, 20_000);
      await store.register();
      await changed;
      await events.changed(cursor, 20_000);

      const newest = await events.latest();
      let isOver = false;
      const timedOut = events.changed(newest, 1000).finally(() => {
        isOver = true;
      });
      await store.advance(500);
      expect(isOver).toBe(false);
      await store.advance(600);
      await timedOut;

      const controller = new AbortController();
      const aborted = events.changed(newest, 600_000, controller.signal);
      controller.abort();
      await aborted;
      await events.changed(newest, 600_000, controller.signal);
    });
  });
}
