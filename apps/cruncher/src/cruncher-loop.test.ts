import type { RemoteClient } from '@sprk/adapter-remote';
import { AppError } from '@sprk/core/shared/errors';
import { describe, expect, it } from 'vitest';
import {
  anOutcome,
  cruncherDeps,
  id,
  learned,
  logKeys,
  modelHash,
  outcomeEvent,
  setUp,
  sha256,
} from './_util.ts';
import { createCruncherLoop } from './cruncher-loop.ts';
import { loadState } from './load-state.ts';

type System = Awaited<ReturnType<typeof setUp>>;
const options = { waitMs: 500 };
const COUNT = 25;

async function stop(system: System, loop: { drain(): Promise<void> }) {
  const draining = loop.drain();
  await system.clock.advance(6000);
  await draining;
}

/** Everything that must hold when all is quiet, whatever happened before. */
async function expectAllLearned(system: System, count = COUNT) {
  const { state, ports, deps } = system;
  expect(await system.depth()).toMatchObject({ ready: 0, leased: 0, dead: 0 });
  expect(logKeys(state)).toHaveLength(count);
  expect(new Set(logKeys(state)).size).toBe(count);

  const { learner } = await loadState(deps);
  expect(learner).toMatchObject({ position: count, labelled: count });
  const inLogOrder = learned(count, (n) => state.outcomes[n] ?? anOutcome(n));
  expect(modelHash(learner)).toBe(modelHash(inLogOrder));

  const [newest] = (await ports.weights.list({ limit: 1 })).items;
  expect(newest).toMatchObject({ trainedPosition: count });
  expect((await ports.weights.active())?.version).toBe(newest?.version);
}

describe('createCruncherLoop', () => {
  it('learns, publishes, promotes and pushes', async () => {
    const system = await setUp();
    const pushes: unknown[] = [];
    const client = { post: async (_path: string, body: unknown) => void pushes.push(body) };
    const deps = { ...system.deps, matchers: [{ url: 'matcher', client }] };
    const loop = createCruncherLoop(deps, options);
    await system.clock.advance(0);

    system.send(...Array.from({ length: COUNT }, (_, n) => outcomeEvent(n)));
    await system.clock.advance(5000);

    expect(pushes).toMatchObject([
      { active: { generation: 0 }, weights: { sequence: 0 } },
      { active: { generation: 1 }, weights: { sequence: 1, trainedPosition: COUNT } },
    ]);
    expect(loop.state?.learner.position).toBe(COUNT);
    expect(loop.polledAt).toBeGreaterThan(0);
    await stop(system, loop);
    await expectAllLearned(system);
  });

  it('publishes a single outcome after 30 s', async () => {
    const system = await setUp();
    const loop = createCruncherLoop(system.deps, options);
    await system.clock.advance(0);

    system.send(outcomeEvent(0));
    await system.clock.advance(29_000);
    expect((await system.ports.weights.list({ limit: 9 })).items).toHaveLength(1);
    await system.clock.advance(2000);

    await stop(system, loop);
    await expectAllLearned(system, 1);
  });

  it('works on after an outage, from the log', async () => {
    const system = await setUp();
    let isDown: boolean = true;
    const guard = async <T>(call: () => Promise<T>) => {
      if (isDown) throw new AppError('upstream_failed');
      return await call();
    };
    const client: RemoteClient = {
      post: (path, body, o) => guard(() => system.backend.post(path, body, o)),
      get: (path, o) => guard(() => system.backend.get(path, o)),
    };
    const loop = createCruncherLoop(cruncherDeps(client, system.clock), options);
    system.send(...Array.from({ length: COUNT }, (_, n) => outcomeEvent(n)));
    await system.clock.advance(30_000);
    expect(loop.state).toBeUndefined();

    isDown = false;
    await system.clock.advance(5000);

    await stop(system, loop);
    await expectAllLearned(system);
  });

  it('keeps weights out of use after a person went back, over a restart, until the next activation', async () => {
    const system = await setUp();
    const { clock, ports } = system;
    const active = async () => (await ports.weights.active()) ?? { version: 'none', generation: -1 };
    const choose = async (version: string) => {
      const { generation } = await active();
      const activatedAt = new Date(clock.now()).toISOString();
      const unit = { version, generation: generation + 1, activatedAt, activatedBy: 'anna', reason: 'odd' };
      await ports.weights.activate({ active: unit, events: [], audit: [] });
    };
    const send = async (from: number, count: number) => {
      system.send(...Array.from({ length: count }, (_, n) => outcomeEvent(from + n)));
      await clock.advance(3000);
    };
    let loop = createCruncherLoop(system.deps, options);
    await send(0, 12);
    expect((await active()).generation).toBe(1);

    await choose(id('wts', 0));
    await send(12, 12);
    await send(24, 12);
    await stop(system, loop);
    loop = createCruncherLoop(system.deps, options);
    await send(36, 12);
    expect(await active()).toMatchObject({ version: id('wts', 0), generation: 2 });

    const [newest] = (await ports.weights.list({ limit: 1 })).items;
    expect(newest).toMatchObject({
      sequence: 4,
      gates: expect.arrayContaining([{ gate: 'not_rolled_back', passed: false, value: 2 }]),
    });
    await choose(newest?.version ?? '');
    await send(48, 12);
    await stop(system, loop);
    await expectAllLearned(system, 60);
  });
});

/** A client whose n-th call is the last thing that the process did: before the store saw it, or after. */
function crashing(backend: RemoteClient, atCall: number, when: 'before' | 'after') {
  let calls = 0;
  let isDead = false;
  const dead = new Promise<never>(() => {});
  async function through<T>(call: () => Promise<T>): Promise<T> {
    if (isDead) return await dead;
    calls += 1;
    if (calls !== atCall) return await call();
    isDead = true;
    if (when === 'after') await call();
    return await dead;
  }
  const client: RemoteClient = {
    post: (path, body, o) => through(() => backend.post(path, body, o)),
    get: (path, o) => through(() => backend.get(path, o)),
  };
  return { client, isDead: () => isDead };
}

describe('a cruncher that crashes', () => {
  it.each(['before', 'after'] as const)(
    'at its n-th call, %s the store saw it, for every n',
    async (when) => {
      let points = 0;
      for (let atCall = 1; atCall <= 200; atCall += 1) {
        const system = await setUp();
        system.send(...Array.from({ length: COUNT }, (_, n) => outcomeEvent(n)));
        const first = crashing(system.backend, atCall, when);
        createCruncherLoop(cruncherDeps(first.client, system.clock), options);
        await system.clock.advance(2500);
        if (!first.isDead()) break;
        points += 1;

        const second = createCruncherLoop(cruncherDeps(system.backend, system.clock), options);
        // Past the leases of the dead one, and past the 30 s of a publication of few.
        await system.clock.advance(100_000);
        await stop(system, second);
        await expectAllLearned(system);
      }
      // state, receive, append, acknowledge, publish, activate and what is between.
      expect(points).toBeGreaterThanOrEqual(8);
    },
    20_000,
  );
});

describe('two crunchers', () => {
  it('learn every outcome once, in one order, and publish one line of weights', async () => {
    const system = await setUp();
    const loops = [1, 2].map(() => createCruncherLoop(cruncherDeps(system.backend, system.clock), options));
    await system.clock.advance(0);

    for (let n = 0; n < 200; n += 1) {
      system.send(outcomeEvent(n), { ...outcomeEvent(n), id: `evt-again-${n}` });
      await system.clock.advance(n % 3 === 0 ? 400 : 30);
    }
    await system.clock.advance(40_000);
    for (const loop of loops) await stop(system, loop);

    await expectAllLearned(system, 200);
    const { items } = await system.ports.weights.list({ limit: 200 });
    const line = items.toReversed();
    expect(line.map(({ sequence }) => sequence)).toEqual(line.map((_, n) => n));
    expect(line.slice(1).map(({ parent }) => parent)).toEqual(
      line.slice(0, -1).map(({ version }) => version),
    );
    const position = line.at(-1)?.trainedPosition ?? 0;
    expect(modelHash(loops[0]?.state?.learner ?? learned(0))).toBe(
      modelHash(loops[1]?.state?.learner ?? learned(1)),
    );
    expect(position).toBe(200);
  });
});

describe('replay', () => {
  it('gives the same model whatever the batches, restarts and publications were', async () => {
    const hashes = new Set<string>();
    for (const size of [1, 7, 60]) {
      const system = await setUp();
      let loop = createCruncherLoop(system.deps, options);
      for (let n = 0; n < 60; n += size) {
        system.send(...Array.from({ length: Math.min(size, 60 - n) }, (_, k) => outcomeEvent(n + k)));
        await system.clock.advance(700);
        if (n % 3 !== 0) continue;
        await stop(system, loop);
        loop = createCruncherLoop(cruncherDeps(system.backend, system.clock), options);
      }
      await system.clock.advance(40_000);
      await stop(system, loop);
      const [newest] = (await system.ports.weights.list({ limit: 1 })).items;
      hashes.add(sha256(JSON.stringify(newest?.model)));
    }

    expect(hashes.size).toBe(1);
  });
});
