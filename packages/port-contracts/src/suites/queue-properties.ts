import { QUEUES } from '@sprk/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAuditEntry } from '../factories/event.ts';
import { type OpenPorts, Store } from './harness.ts';

const QUEUE = 'match-requests';
const MAX_RECEIVES = QUEUES.find(({ name }) => name === QUEUE)!.maxReceives;

const command = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('enqueue' as const), count: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('receive' as const),
      max: fc.integer({ min: 1, max: 4 }),
      leaseSeconds: fc.integer({ min: 1, max: 20 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'acknowledge' as const,
        'extend' as const,
        'release' as const,
        'deadLetter' as const,
      ),
      pick: fc.nat({ max: 30 }),
      seconds: fc.integer({ min: 0, max: 15 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('advance' as const), seconds: fc.integer({ min: 1, max: 30 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('redrive' as const) }) },
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

interface Message {
  readonly subject: string;
  receives: number;
  visibleAt: number;
  receipt: string | undefined;
}

/** What the queue should hold, told in the plainest way. */
class Model {
  now = 0;
  readonly live = new Map<string, Message>();
  readonly dead = new Map<string, Message>();
  readonly receipts: string[] = [];

  heldBy(receipt: string): Message | undefined {
    return [...this.live.values()].find((message) => message.receipt === receipt);
  }

  bury(message: Message): void {
    this.live.delete(message.subject);
    this.dead.set(message.subject, message);
  }
}

/** Random use of a queue against a model: nothing is lost, given to two at once, or delivered too often. */
export function queueProperties(name: string, openPorts: OpenPorts, runs = 40): void {
  describe(`${name}: queue under random use`, () => {
    it('does what its model does', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(command, { maxLength: 40 }), async (commands) => {
          const store = new Store();
          await store.open(openPorts);
          const model = new Model();
          for (const one of commands) await perform(store, model, one);
          const { ready, leased, dead } = await store.ports.queues.depth(QUEUE);
          expect({ all: ready + leased, dead }).toEqual({ all: model.live.size, dead: model.dead.size });
          await store.close();
        }),
        { numRuns: runs, seed: 20260302 },
      );
    }, 30_000);
  });
}

async function perform(store: Store, model: Model, one: Command): Promise<void> {
  switch (one.do) {
    case 'enqueue':
      for (let index = 0; index < one.count; index += 1) {
        const { id } = await store.register();
        model.live.set(id, { subject: id, receives: 0, visibleAt: model.now, receipt: undefined });
      }
      return;
    case 'advance':
      model.now += one.seconds;
      await store.advance(one.seconds * 1000);
      return;
    case 'receive':
      await receive(store, model, one);
      return;
    case 'redrive':
      await redrive(store, model);
      return;
    default:
      await settle(store, model, one);
  }
}

async function receive(
  store: Store,
  model: Model,
  { max, leaseSeconds }: { readonly max: number; readonly leaseSeconds: number },
): Promise<void> {
  const visible = [...model.live.values()].filter(({ visibleAt }) => visibleAt <= model.now);
  const spent = visible.filter(({ receives }) => receives >= MAX_RECEIVES);
  const messages = await store.receive(QUEUE, { max, leaseSeconds });

  expect(messages.length).toBeLessThanOrEqual(max);
  expect(messages.length).toBeGreaterThanOrEqual(Math.min(max, visible.length) - spent.length);
  for (const { event, receipt, receiveCount } of messages) {
    const message = model.live.get(event.subject)!;
    expect(message.visibleAt).toBeLessThanOrEqual(model.now);
    expect(receiveCount).toBe(message.receives + 1);
    expect(receiveCount).toBeLessThanOrEqual(MAX_RECEIVES);
    Object.assign(message, { receives: receiveCount, visibleAt: model.now + leaseSeconds, receipt });
    model.receipts.push(receipt);
  }
  if (spent.length === 0) return;
  // Which of the spent ones a receive meets is its own affair; what it sets aside must be spent.
  const { items } = await store.ports.queues.listDeadLetters({ limit: 200 });
  const isDead = new Set(items.map(({ event }) => (event as { subject: string }).subject));
  for (const message of spent) if (isDead.has(message.subject)) model.bury(message);
}

async function redrive(store: Store, model: Model): Promise<void> {
  const [letter] = (await store.ports.queues.listDeadLetters({ limit: 1 })).items;
  if (!letter) {
    expect(model.dead.size).toBe(0);
    return;
  }
  await store.ports.queues.redrive(letter.id, anAuditEntry());
  const { subject } = letter.event as { subject: string };
  expect(model.dead.delete(subject)).toBe(true);
  model.live.set(subject, { subject, receives: 0, visibleAt: model.now, receipt: undefined });
}

async function settle(
  store: Store,
  model: Model,
  one: { readonly do: 'acknowledge' | 'extend' | 'release' | 'deadLetter'; pick: number; seconds: number },
): Promise<void> {
  const receipt = model.receipts[one.pick] ?? 'made-up';
  const message = model.heldBy(receipt);
  const { queues } = store.ports;
  const isSpent = (message?.receives ?? 0) >= MAX_RECEIVES;
  switch (one.do) {
    case 'acknowledge':
      await queues.acknowledge(QUEUE, [receipt]);
      if (message) model.live.delete(message.subject);
      return;
    case 'extend':
      await queues.extend(QUEUE, [receipt], one.seconds);
      if (message) message.visibleAt = model.now + one.seconds;
      return;
    case 'release':
      await queues.release(QUEUE, receipt, { delaySeconds: one.seconds, reason: 'test' });
      if (message && isSpent) model.bury(message);
      else if (message) Object.assign(message, { visibleAt: model.now + one.seconds, receipt: undefined });
      return;
    case 'deadLetter':
      await queues.deadLetter(QUEUE, receipt, 'test');
      if (message) model.bury(message);
  }
}
