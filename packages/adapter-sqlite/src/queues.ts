import type { QueueName } from '@sprk/contracts';
import type { Queues } from '@sprk/core';
import { createDeadLetterList } from './dead-letters.ts';
import { queueNumber } from './queue-number.ts';
import { QueueWriter } from './queue-writer.ts';
import type { Store } from './store.ts';

export function createSqliteQueues(store: Store): Queues {
  const {
    writer,
    reader,
    group,
    clock,
    timers,
    sequence,
    outbox,
    queued,
    closing,
    queueState: state,
  } = store;
  const messages = new QueueWriter(writer, clock, sequence, state);
  const listDead = createDeadLetterList(reader);
  const readFresh = reader.prepare(
    'SELECT 1 FROM queue WHERE queue = ? AND place >= ? AND visible_at IS NULL LIMIT 1',
  );
  const readNextAt = reader.prepare(
    'SELECT min(visible_at) AS at FROM queue WHERE queue = ? AND visible_at IS NOT NULL',
  );
  const readHidden = reader.prepare('SELECT count(*) AS n FROM queue WHERE queue = ? AND visible_at > ?');
  const readOldest = reader.prepare(
    'SELECT entered_at AS at FROM queue WHERE queue = ? ORDER BY place LIMIT 1',
  );
  const readDead = reader.prepare('SELECT count(*) AS n FROM dead_letters WHERE queue = ?');

  /** When the next message can be taken; an idle consumer asks only this and costs no transaction. */
  function nextAtMs(queue: QueueName): number {
    const number = queueNumber(queue);
    if (readFresh.get(number, state.freshFrom(number))) return 0;
    return Number(readNextAt.get(number)?.at ?? Number.POSITIVE_INFINITY);
  }

  return {
    async receive(queue, { max, leaseSeconds, waitMs }, signal) {
      queueNumber(queue);
      const untilMs = clock.now() + waitMs;
      const over = signal ? [signal, closing] : [closing];
      while (!over.some(({ aborted }) => aborted)) {
        const seen = queued.count;
        if (nextAtMs(queue) <= clock.now()) {
          const taken = await group.run(() => messages.take(queue, max, leaseSeconds));
          if (taken.length > 0) return taken;
        }
        if (clock.now() >= untilMs) break;
        await queued.wait(seen, timers, Math.min(untilMs, nextAtMs(queue)), over);
      }
      return [];
    },
    async acknowledge(queue, receipts) {
      await group.run(() => messages.acknowledge(queue, receipts));
    },
    async extend(queue, receipts, leaseSeconds) {
      await group.run(() => messages.extend(queue, receipts, leaseSeconds));
    },
    async release(queue, receipt, { delaySeconds, reason }) {
      await group.run(() => messages.release(queue, receipt, delaySeconds, reason));
    },
    async deadLetter(queue, receipt, reason) {
      await group.run(() => messages.deadLetter(queue, receipt, reason));
    },
    async listDeadLetters(page) {
      return listDead(page);
    },
    async redrive(id, audit) {
      return group.run(() => {
        if (!messages.redrive(id)) return { kind: 'unknown' };
        outbox.audit([audit]);
        return { kind: 'redriven' };
      });
    },
    async depth(queue) {
      const number = queueNumber(queue);
      const nowMs = clock.now();
      const leased = Number(readHidden.get(number, nowMs)?.n);
      const oldestMs = Number(readOldest.get(number)?.at ?? nowMs);
      return {
        ready: state.size(number) - leased,
        leased,
        dead: Number(readDead.get(number)?.n),
        oldestAgeSeconds: Math.max(0, nowMs - oldestMs) / 1000,
      };
    },
  };
}
