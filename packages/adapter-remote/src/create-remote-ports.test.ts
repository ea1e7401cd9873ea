import { createMemoryPorts, createMemoryState, createVirtualClock } from '@sprk/adapter-memory';
import { emit } from '@sprk/adapter-memory/memory-state';
import type { DomainEvent, Outcome } from '@sprk/contracts';
import { initialWeights } from '@sprk/core';
import { describe, expect, it } from 'vitest';
import { createFakeBackend } from './_fake-backend.ts';
import { createRemotePorts } from './create-remote-ports.ts';

const START = '2026-03-02T08:00:00Z';
const id = (prefix: string, n: number) => `${prefix}_00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

function setUp() {
  const clock = createVirtualClock(START);
  const state = createMemoryState();
  const ports = createMemoryPorts({ clock, state });
  const remote = createRemotePorts(createFakeBackend({ ports, clock }));
  return { clock, state, ports, remote };
}
function anEvent(n: number): DomainEvent {
  const data = { kind: 'recipient', partnerId: id('rec', n), version: 1 } as const;
  return {
    specversion: '1.0',
    id: `evt-${n}`,
    source: 'sprk',
    // Any event that flow.ts sends to a queue; its data is the consumer's business.
    type: 'outcome.recorded',
    subject: 'test',
    time: START,
    audience: {},
    data,
  } as unknown as DomainEvent;
}
function anOutcome(n: number): Outcome {
  return {
    kind: 'accepted',
    oversupplyId: id('ovs', n),
    recipientId: id('rec', 1),
    offerId: id('off', n),
    attempt: 1,
    at: START,
    category: 'bakery',
    massKg: 10,
  };
}

describe('remote queues', () => {
  it('receives, extends, releases, acknowledges and sets aside as the store does', async () => {
    const { state, clock, ports, remote } = setUp();
    emit(state, [anEvent(1), anEvent(2), anEvent(3)], clock.now());
    const options = { max: 10, leaseSeconds: 60, waitMs: 0 };

    const [first, second, third] = await remote.queues.receive('outcomes', options);
    await remote.queues.acknowledge('outcomes', [first?.receipt ?? '']);
    await remote.queues.release('outcomes', second?.receipt ?? '', { delaySeconds: 0, reason: 'later' });
    await remote.queues.deadLetter('outcomes', third?.receipt ?? '', 'x'.repeat(3000));

    const [again] = await remote.queues.receive('outcomes', options);
    expect(again).toMatchObject({ id: second?.id, receiveCount: 2 });
    await remote.queues.extend('outcomes', [again?.receipt ?? ''], 600);
    await clock.advance(500_000);
    expect(await remote.queues.receive('outcomes', options)).toEqual([]);
    const dead = await ports.queues.listDeadLetters({ limit: 10 });
    expect(dead.items.map(({ reason }) => reason.length)).toEqual([2000]);
  });

  it('asks for nothing when there is nothing to acknowledge or extend', async () => {
    const failing = () => Promise.reject(new Error('called'));
    const { queues } = createRemotePorts({ post: failing, get: failing });

    await queues.acknowledge('outcomes', []);
    await queues.extend('outcomes', [], 60);
  });

  it('ends a long poll when it is aborted', async () => {
    const { remote } = setUp();
    const ending = new AbortController();

    const poll = remote.queues.receive(
      'outcomes',
      { max: 1, leaseSeconds: 1, waitMs: 20_000 },
      ending.signal,
    );
    ending.abort();

    expect(await poll).toEqual([]);
  });
});

describe('remote outcomes and weights', () => {
  it('appends each outcome once and reads in order', async () => {
    const { remote } = setUp();

    await remote.outcomes.append([anOutcome(1), anOutcome(2)]);
    const again = await remote.outcomes.append([anOutcome(2), anOutcome(3)]);

    expect(again).toEqual({ appended: [anOutcome(3)], nextPosition: 3 });
    expect(await remote.outcomes.read(1, 10)).toEqual([anOutcome(2), anOutcome(3)]);
  });

  it('publishes, finds and activates by compare and swap', async () => {
    const { remote } = setUp();
    const weights = initialWeights(() => '0'.repeat(64));
    const { version } = weights;
    expect(await remote.weights.state()).toEqual({ active: null, newest: null });

    expect(await remote.weights.publish(weights)).toEqual({ kind: 'published' });
    const wrong = await remote.weights.activate({ version, generation: 1, reason: 'test' });
    const right = await remote.weights.activate({ version, generation: 0, reason: 'test' });

    expect(wrong).toEqual({ kind: 'stale', active: null });
    expect(right).toMatchObject({ kind: 'activated', active: { version, generation: 0 } });
    expect(await remote.weights.find(version)).toEqual(weights);
    expect(await remote.weights.find(id('wts', 9))).toBeUndefined();
  });
});

describe('answers of another shape', () => {
  it('are failures that a retry may mend', async () => {
    const post = async () => ({ messages: [{ queue: 'outcomes' }] });
    const { queues, weights } = createRemotePorts({ post, get: post });

    const poll = queues.receive('outcomes', { max: 1, leaseSeconds: 1, waitMs: 0 });

    await expect(poll).rejects.toMatchObject({ code: 'upstream_failed', retryable: true });
    await expect(weights.state()).rejects.toThrow('/internal/v1/weights/state');
  });
});

describe('the directory', () => {
  it('is read page by page with an opaque cursor', async () => {
    const { remote } = setUp();

    const first = await remote.directory.changes(undefined);
    const second = await remote.directory.changes(first.cursor);

    expect(first.entries).toMatchObject([{ kind: 'policy' }]);
    expect(second).toMatchObject({ entries: [], more: false, activeWeights: null });
  });
});
