import { AppError } from '@sprk/core/shared/errors';
import { describe, expect, it } from 'vitest';
import { anActive, aRecipient, id, requestEvent, setUp } from './_util.ts';
import { createMatchLoop } from './match-loop.ts';

const LOTS = 2000;
const SWAPS = 1000;

describe('createMatchLoop', () => {
  it('mixes no versions in a batch and drops nothing while weights are swapped 1000 times', async () => {
    const system = setUp();
    const { clock, batches, send } = system;
    await system.add(...[1, 2, 3].map((n) => aRecipient(n, { capacityKg: 40_000 })));
    // As the holder does it: one reference, changed at any moment between two steps of a batch.
    let held = system.weights.current();
    const weights = { current: () => held };

    const loop = createMatchLoop({ ...system.deps, weights }, { waitMs: 1000 });
    await clock.advance(0);
    for (let n = 0; n < SWAPS; n += 1) {
      send(...[0, 1].map((k) => requestEvent(n * 2 + k)));
      const turn = clock.advance(1);
      held = { active: anActive(n), model: { ...held.model, version: id('wts', n) } };
      await turn;
    }
    const draining = loop.drain();
    await clock.advance(3000);
    await draining;

    const answered = batches.flatMap(({ recommendations }) => recommendations);
    expect(new Set(answered.map(({ oversupplyId }) => oversupplyId)).size).toBe(LOTS);
    expect(answered.length).toBe(LOTS);
    const mixed = batches.filter(
      ({ recommendations }) =>
        new Set(recommendations.map(({ weightsVersion }) => weightsVersion)).size !== 1,
    );
    expect(mixed.length).toBe(0);
    const used = new Set(answered.map(({ weightsVersion }) => weightsVersion));
    expect(used.size).toBeGreaterThan(SWAPS / 4);
    expect(await system.depth()).toMatchObject({ ready: 0, leased: 0, dead: 0 });
  }, 20_000);

  it('works on after an outage of the backend, within 2 s of its return', async () => {
    const system = setUp();
    const { clock, deps, send } = system;
    let isDown: boolean = false;
    const receive: typeof deps.queues.receive = async (...args) => {
      if (isDown) throw new AppError('upstream_failed');
      return await deps.queues.receive(...args);
    };
    await system.add(aRecipient(1));
    const loop = createMatchLoop({ ...deps, queues: { ...deps.queues, receive } }, { waitMs: 100 });
    await clock.advance(0);

    isDown = true;
    send(requestEvent(1));
    await clock.advance(200);
    send(requestEvent(2));
    await clock.advance(60_000);
    isDown = false;
    await clock.advance(2000);

    const answered = system.batches.flatMap(({ recommendations }) => recommendations);
    expect(answered.map(({ oversupplyId }) => oversupplyId)).toEqual([id('ovs', 1), id('ovs', 2)]);
    expect(loop.polledAt).toBeGreaterThan(clock.now() - 2000);
    const draining = loop.drain();
    await clock.advance(1000);
    await draining;
  });

  it('has two batches in flight at most and gathers the next one meanwhile', async () => {
    const gates: (() => void)[] = [];
    const system = setUp({
      async answer({ recommendations }) {
        await new Promise<void>((resolve) => void gates.push(resolve));
        return { results: recommendations.map(({ oversupplyId }) => ({ oversupplyId, effect: 'offered' })) };
      },
    });
    const { clock, batches, send } = system;
    await system.add(aRecipient(1));
    const loop = createMatchLoop(system.deps, { waitMs: 10 });
    await clock.advance(0);

    for (let n = 0; n < 6; n += 1) {
      send(requestEvent(n));
      await clock.advance(5);
    }
    expect(batches.map(({ recommendations }) => recommendations.length)).toEqual([1, 1]);
    for (const open of gates.splice(0)) open();
    await clock.advance(5);
    for (const open of gates.splice(0)) open();
    await clock.advance(5);

    expect(batches.map(({ recommendations }) => recommendations.length)).toEqual([1, 1, 4]);
    const draining = loop.drain();
    await clock.advance(1000);
    await draining;
    expect(await system.depth()).toMatchObject({ ready: 0, leased: 0 });
  });

  it('finishes and acknowledges what it holds when it drains, and takes nothing more', async () => {
    const gates: (() => void)[] = [];
    const system = setUp({
      async answer({ recommendations }) {
        await new Promise<void>((resolve) => void gates.push(resolve));
        return { results: recommendations.map(({ oversupplyId }) => ({ oversupplyId, effect: 'offered' })) };
      },
    });
    const { clock, send } = system;
    await system.add(aRecipient(1));
    const loop = createMatchLoop(system.deps, { waitMs: 20_000 });
    await clock.advance(0);
    send(requestEvent(1));
    await clock.advance(1);

    const draining = loop.drain();
    await clock.advance(300);
    send(requestEvent(2));
    for (const open of gates.splice(0)) open();
    await clock.advance(10);
    await draining;

    expect(await system.depth()).toMatchObject({ ready: 1, leased: 0 });
  });
});
