import type { QueueName } from '@sprk/contracts';
import { type Clock, type Queues, queueNamed } from '@sprk/core';
import { parseCursor } from '@sprk/core/shared/page-cursor';
import { type MemoryState, type QueueEntry, queueOf } from './memory-state.ts';
import { toPage } from './page.ts';
import { takeMessages } from './take-messages.ts';
import type { Timers } from './virtual-clock.ts';

export function createMemoryQueues(
  state: MemoryState,
  clock: Clock,
  timers: Timers,
  closed: AbortSignal,
): Queues {
  /** The message of a receipt, unless it was delivered again or is gone. */
  function held(queue: QueueName, receipt: string): QueueEntry | undefined {
    const split = receipt.lastIndexOf('#');
    const entry = queueOf(state, queue).get(receipt.slice(0, split));
    return entry && String(entry.deliveries) === receipt.slice(split + 1) ? entry : undefined;
  }
  function bury(queue: QueueName, entry: QueueEntry, reason: string) {
    queueOf(state, queue).delete(entry.id);
    const deadAt = new Date(clock.now()).toISOString();
    state.dead.delete(entry.id);
    state.dead.set(entry.id, { ...entry, queue, deadAt, reason });
  }

  return {
    async receive(queue, { max, leaseSeconds, waitMs }, signal) {
      queueNamed(queue);
      const untilMs = clock.now() + waitMs;
      const over = signal ? [signal, closed] : [closed];
      for (;;) {
        if (over.some(({ aborted }) => aborted)) return [];
        const taken = takeMessages(state, queue, { max, leaseSeconds, nowMs: clock.now(), bury });
        if (taken.messages.length > 0 || clock.now() >= untilMs) return taken.messages;
        await state.queueWaiters.wait(timers, Math.min(untilMs, taken.nextAtMs), over);
      }
    },
    async acknowledge(queue, receipts) {
      for (const receipt of receipts) {
        const entry = held(queue, receipt);
        if (entry) queueOf(state, queue).delete(entry.id);
      }
    },
    async extend(queue, receipts, leaseSeconds) {
      for (const receipt of receipts) {
        const entry = held(queue, receipt);
        if (entry) entry.visibleAtMs = clock.now() + leaseSeconds * 1000;
      }
    },
    async release(queue, receipt, { delaySeconds, reason }) {
      const entry = held(queue, receipt);
      if (!entry) return;
      if (entry.receiveCount >= queueNamed(queue).maxReceives) return bury(queue, entry, reason);
      // The receipt ends here: its holder has given the message back.
      entry.deliveries += 1;
      entry.visibleAtMs = clock.now() + delaySeconds * 1000;
      state.queueWaiters.notify();
    },
    async deadLetter(queue, receipt, reason) {
      const entry = held(queue, receipt);
      if (entry) bury(queue, entry, reason);
    },
    async listDeadLetters(page) {
      const position = parseCursor('dead', page.cursor);
      const ids = [...state.dead.keys()].reverse();
      const from = position === undefined ? 0 : ids.indexOf(position) + 1;
      return toPage('dead', page, ids.slice(from), (id) => {
        const dead = state.dead.get(id);
        if (!dead) return undefined;
        const { queue, deadAt, reason, receiveCount, event } = dead;
        return { id, queue, deadAt, reason, receiveCount, event };
      });
    },
    async redrive(id, audit) {
      const dead = state.dead.get(id);
      if (!dead) return { kind: 'unknown' };
      state.dead.delete(id);
      const { event } = dead;
      const nowMs = clock.now();
      const deliveries = dead.deliveries + 1;
      const entry = { id, event, deliveries, enqueuedAtMs: nowMs, receiveCount: 0, visibleAtMs: nowMs };
      queueOf(state, dead.queue).set(id, entry);
      state.audit.push(structuredClone(audit));
      state.queueWaiters.notify();
      return { kind: 'redriven' };
    },
    async depth(queue) {
      const nowMs = clock.now();
      const entries = [...queueOf(state, queueNamed(queue).name).values()];
      const ready = entries.filter((entry) => entry.visibleAtMs <= nowMs).length;
      const oldestMs = entries.reduce((oldest, entry) => Math.min(oldest, entry.enqueuedAtMs), nowMs);
      const dead = [...state.dead.values()].filter((entry) => entry.queue === queue).length;
      return { ready, leased: entries.length - ready, dead, oldestAgeSeconds: (nowMs - oldestMs) / 1000 };
    },
  };
}
