import type { DomainEvent, RecommendationBatchResult } from '@sprk/contracts';
import { recommend } from '@sprk/core';
import { AppError } from '@sprk/core/shared/errors';
import { beforeEach, describe, expect, it } from 'vitest';
import { aMatchRequest, aRecipient, id, requestEvent, setUp } from './_util.ts';
import { matchBatch } from './match-batch.ts';

type Effect = RecommendationBatchResult['results'][number]['effect'];
const never = new AbortController().signal;
let system: ReturnType<typeof setUp>;

async function begin(options: Parameters<typeof setUp>[0] = {}, count = 3) {
  system = setUp(options);
  await system.add(...[1, 2, 3].map((n) => aRecipient(n)));
  await system.sync.refresh(system.clock.now());
  system.send(...Array.from({ length: count }, (_, n) => requestEvent(n)));
}
async function run(signal = never) {
  const messages = await system.receive();
  const work = matchBatch(system.deps, messages, signal);
  await system.clock.advance(0);
  return work;
}

beforeEach(() => begin());

describe('matchBatch', () => {
  it('answers all with one model and acknowledges them, each with its trace', async () => {
    await run();

    expect(system.batches).toHaveLength(1);
    const recommendations = system.batches[0]?.recommendations ?? [];
    expect(recommendations.map(({ oversupplyId }) => oversupplyId)).toEqual(
      [0, 1, 2].map((n) => id('ovs', n)),
    );
    expect(new Set(recommendations.map(({ weightsVersion }) => weightsVersion)).size).toBe(1);
    expect(recommendations[1]?.traceparent).toBe(requestEvent(1).traceparent);
    expect(await system.depth()).toMatchObject({ ready: 0, leased: 0, dead: 0 });
  });

  it('stays with its model although the weights are swapped between any two turns of its computing', async () => {
    await begin({}, 60);
    const held = system.weights.current();
    let swaps = 0;
    let isRunning: boolean = true;
    const weights = {
      current: () => ({ ...held, model: { ...held.model, version: id('wts', swaps) } }),
    };
    // Each look at the clock costs 4 ms, so that the batch gives way to others every few lots.
    let nowMs = system.clock.now();
    const clock = {
      now() {
        nowMs += 4;
        return nowMs;
      },
    };
    const swap = () => {
      swaps += 1;
      if (isRunning) setImmediate(swap);
    };
    const messages = await system.receive();
    swap();
    const before = id('wts', swaps);

    await matchBatch({ ...system.deps, clock, weights }, messages, never);
    isRunning = false;

    const used = system.batches[0]?.recommendations.map(({ weightsVersion }) => weightsVersion) ?? [];
    expect(used).toHaveLength(60);
    expect(new Set(used).size).toBe(1);
    expect(swaps).toBeGreaterThan(10);
    expect(before <= (used[0] ?? '')).toBe(true);
  });

  it('acknowledges what has no effect any more and gives back what the backend could not store', async () => {
    const effects: Effect[] = ['stale', 'unknown', 'failed', 'unmatched'];
    await begin(
      {
        answer: async ({ recommendations }) => ({
          results: recommendations.map(({ oversupplyId }, i) => ({
            oversupplyId,
            effect: effects[i] ?? 'stale',
          })),
        }),
      },
      4,
    );

    await run();
    await system.clock.advance(1000);

    expect(await system.receive()).toMatchObject([{ id: 'match-requests.evt-2', receiveCount: 2 }]);
  });

  it('gives back what the backend did not mention', async () => {
    await begin({ answer: async () => ({ results: [] }) });

    await run();
    await system.clock.advance(1000);

    expect(await system.receive()).toHaveLength(3);
  });

  it('sets aside what is not a match request, with the reason, and answers the others', async () => {
    const { registration, ...bare } = aMatchRequest(8);
    const poison = [
      requestEvent(7, null),
      requestEvent(8, bare),
      { ...requestEvent(9), type: 'offer.made' } as unknown as DomainEvent,
      'garbage' as unknown as DomainEvent,
    ];
    for (const event of poison) system.send(event);
    expect(registration.massKg).toBe(20);

    // An event without a type has no queue: put where a newer or broken producer would.
    const messages = [
      ...(await system.receive()),
      ...poison.slice(2).map((event, n) => ({
        queue: 'match-requests' as const,
        id: `odd-${n}`,
        receipt: `odd-${n}`,
        receiveCount: 1,
        event,
      })),
    ];
    await matchBatch(system.deps, messages, never);

    const { items } = await system.ports.queues.listDeadLetters({ limit: 10 });
    expect(items.map(({ reason }) => reason).sort()).toEqual([
      expect.stringContaining('is not valid: / must be object'),
      expect.stringContaining('registration'),
    ]);
    expect(system.batches[0]?.recommendations).toHaveLength(3);
    expect(await system.depth()).toMatchObject({ ready: 0, leased: 0, dead: 2 });
  });

  it('retries a lot whose computation throws, alone, until it is dead', async () => {
    const deps = {
      ...system.deps,
      recommend: ((request, ...rest) => {
        if (request.oversupplyId === id('ovs', 1)) throw new RangeError('odd lot');
        return recommend(request, ...rest);
      }) as typeof recommend,
    };

    for (let delivery = 1; delivery <= 5; delivery += 1) {
      await matchBatch(deps, await system.receive(), never);
      await system.clock.advance(64_000);
    }

    expect(system.batches.map(({ recommendations }) => recommendations.length)).toEqual([2]);
    const { items } = await system.ports.queues.listDeadLetters({ limit: 10 });
    expect(items).toMatchObject([{ receiveCount: 5, reason: 'The match failed: odd lot' }]);
  });

  it('posts in halves when the backend refuses a batch, so that one bad answer stands alone', async () => {
    await begin(
      {
        async answer({ recommendations }) {
          if (recommendations.some(({ oversupplyId }) => oversupplyId === id('ovs', 5))) {
            throw new AppError('validation_failed');
          }
          return {
            results: recommendations.map(({ oversupplyId }) => ({ oversupplyId, effect: 'offered' })),
          };
        },
      },
      8,
    );

    await run();
    await system.clock.advance(1000);

    expect(await system.receive()).toMatchObject([{ id: 'match-requests.evt-5' }]);
  });

  it('keeps trying while the backend is away, with its leases alive, and loses nothing', async () => {
    let isUp: boolean = false;
    await begin({
      async answer({ recommendations }) {
        if (!isUp) throw new AppError('upstream_failed');
        return { results: recommendations.map(({ oversupplyId }) => ({ oversupplyId, effect: 'offered' })) };
      },
    });

    const work = run();
    await system.clock.advance(15_000);
    expect(await system.receive()).toEqual([]);
    isUp = true;
    await system.clock.advance(2000);
    await work;

    expect(await system.depth()).toMatchObject({ ready: 0, leased: 0, dead: 0 });
  });

  it('gives a batch back when the backend stays away, or when it must end', async () => {
    const answer = () => Promise.reject(new AppError('upstream_failed', { detail: 'no route' }));
    await begin({ answer });
    const first = run();
    await system.clock.advance(25_000);
    await first;
    await system.clock.advance(1000);

    const again = await system.receive();
    expect(again.map(({ receiveCount }) => receiveCount)).toEqual([2, 2, 2]);
    await matchBatch(system.deps, again, AbortSignal.abort());
    expect(await system.depth()).toMatchObject({ ready: 0, leased: 3 });
  });

  it('says "nobody" only on a view that is newer than the request', async () => {
    await system.clock.advance(50);
    await system.add(aRecipient(9, { categories: ['frozen'], temperatures: ['frozen'] }));
    const frozen = aMatchRequest(6, { category: 'frozen', temperature: 'frozen' });
    system.send(requestEvent(6, frozen));

    await run();

    const answers = system.batches[0]?.recommendations ?? [];
    expect(answers).toHaveLength(4);
    const answer = answers.find(({ oversupplyId }) => oversupplyId === id('ovs', 6));
    expect(answer?.candidates.map(({ recipientId }) => recipientId)).toEqual([id('rec', 9)]);
  });

  it('does not send a burst to one recipient only', async () => {
    await begin({}, 12);

    await run();

    const firsts =
      system.batches[0]?.recommendations.map(({ candidates }) => candidates[0]?.recipientId) ?? [];
    // 20 kg each into slots of 100 kg: none is first choice more often than fits.
    for (const n of [1, 2, 3]) {
      expect(firsts.filter((first) => first === id('rec', n)).length).toBeLessThanOrEqual(5);
    }
    expect(system.batches[0]?.recommendations.filter(({ candidates }) => candidates.length > 0)).toHaveLength(
      12,
    );
  });

  it('answers a repeated delivery again: the backend applies it once', async () => {
    system.send({ ...requestEvent(0), id: 'evt-again' });

    await run();

    expect(system.batches[0]?.recommendations).toHaveLength(4);
    expect(await system.depth()).toMatchObject({ ready: 0, leased: 0, dead: 0 });
  });

  it('answers nothing without any view of the city, and gives the messages back', async () => {
    const directory = { refresh: () => Promise.reject(new Error('down')), syncedAt: undefined };

    await matchBatch({ ...system.deps, sync: directory }, await system.receive(), never);

    expect(system.batches).toEqual([]);
    expect(await system.depth()).toMatchObject({ leased: 3, dead: 0 });
  });

  it('answers on an older view when the directory cannot be read', async () => {
    const directory = { refresh: () => Promise.reject(new Error('down')), syncedAt: system.clock.now() };

    await matchBatch({ ...system.deps, sync: directory }, await system.receive(), never);

    expect(system.batches[0]?.recommendations).toHaveLength(3);
  });

  it('lets the lease run out where even giving back fails', async () => {
    const failing = () => Promise.reject(new AppError('upstream_failed'));
    const queues = { ...system.deps.queues, acknowledge: failing, release: failing };
    const deps = { ...system.deps, queues };

    const work = matchBatch(deps, await system.receive(), AbortSignal.abort());
    await work;
    await system.clock.advance(31_000);

    expect(await system.receive()).toHaveLength(3);
  });
});
