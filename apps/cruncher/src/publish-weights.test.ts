import { weightsProblems } from '@sprk/core';
import { describe, expect, it } from 'vitest';
import { anActive, anOutcome, aState, id, learned, modelHash, setUp, sha256, someWeights } from './_util.ts';
import { followLog } from './follow-log.ts';
import { loadState } from './load-state.ts';
import { promoteWeights } from './promote-weights.ts';
import { isPublicationDue, publishWeights } from './publish-weights.ts';

async function ready(count = 20) {
  const system = await setUp();
  await system.ports.outcomes.append(Array.from({ length: count }, (_, n) => anOutcome(n)));
  const state = await loadState(system.deps);
  return { ...system, learning: state };
}

describe('isPublicationDue', () => {
  const start = aState().publishedAt;
  const due = (count: number, published: number, waitedMs: number) =>
    isPublicationDue(aState({ learner: learned(count), publishedLabelled: published }), start + waitedMs);

  it('asks for 10 new labels, or 2 % of all, or one after 30 s', () => {
    expect(due(9, 0, 5000)).toBe(false);
    expect(due(10, 0, 5000)).toBe(true);
    expect(due(1000, 985, 5000)).toBe(false);
    expect(due(1000, 980, 5000)).toBe(true);
    expect(due(1, 0, 30_000)).toBe(true);
    expect(due(1, 1, 90_000)).toBe(false);
  });

  it('waits a second between publications, and survives a clock that was set back', () => {
    expect(due(10, 0, 999)).toBe(false);
    expect(due(1, 0, -3_600_000)).toBe(true);
  });
});

describe('publishWeights', () => {
  it('publishes valid weights that follow the newest', async () => {
    const { deps, learning, ports } = await ready();

    await publishWeights(deps, learning);

    const [newest] = (await ports.weights.list({ limit: 1 })).items;
    expect(newest).toMatchObject({ sequence: 1, parent: id('wts', 0), trainedPosition: 20 });
    expect(newest && weightsProblems(newest, sha256)).toEqual([]);
    expect(learning).toMatchObject({ publishedLabelled: 20, promotionOpen: true, parent: newest });
  });

  it('goes on from weights that another cruncher published first', async () => {
    const { deps, learning, ports } = await ready();
    const other = await loadState(deps);
    await publishWeights(deps, other);
    await ports.outcomes.append([anOutcome(20)]);
    await followLog(deps.outcomes, learning.learner);

    await publishWeights(deps, learning);

    expect(learning.parent).toMatchObject({
      sequence: 2,
      parent: other.parent?.version,
      trainedPosition: 21,
    });
    expect(learning.learner.window).toHaveLength(21);
    expect(modelHash(learning.learner)).toBe(modelHash(learned(21)));
  });

  it('publishes nothing when the other one knew all', async () => {
    const { deps, learning, ports } = await ready();
    await publishWeights(deps, await loadState(deps));

    await publishWeights(deps, learning);

    expect((await ports.weights.list({ limit: 10 })).items).toHaveLength(2);
    expect(learning).toMatchObject({ parent: { sequence: 1 }, promotionOpen: true });
  });

  it('gives up for now where others are always first', async () => {
    const { deps, learning } = await ready();
    const publish = async () => ({ kind: 'outdated' as const });

    const publishing = publishWeights({ ...deps, weights: { ...deps.weights, publish } }, learning);

    await expect(publishing).rejects.toThrow('5 times');
  });
});

describe('promoteWeights', () => {
  it('puts weights into use under the next generation, once', async () => {
    const { deps, learning } = await ready();
    await publishWeights(deps, learning);
    const weights = learning.parent ?? someWeights(1);

    const push = await promoteWeights(deps, weights);
    const again = await promoteWeights(deps, weights);

    expect(push).toMatchObject({ active: { version: weights.version, generation: 1 }, weights });
    expect(again).toEqual(push);
  });

  it('leaves weights that failed a gate published and out of use', async () => {
    const { deps, ports } = await setUp();
    const weights = someWeights(1, { gates: [{ gate: 'bounded', passed: false, value: 99, limit: 20 }] });
    await ports.weights.publish(weights);

    expect(await promoteWeights(deps, weights)).toBeUndefined();
    expect((await ports.weights.active())?.generation).toBe(0);
  });

  it('does not go back behind newer weights of another cruncher', async () => {
    const { deps, ports } = await setUp();
    const [older, newer] = [someWeights(1), someWeights(2)];
    await ports.weights.publish(older);
    await ports.weights.publish(newer);
    await promoteWeights(deps, newer);

    expect(await promoteWeights(deps, older)).toBeUndefined();
    expect((await ports.weights.active())?.version).toBe(newer.version);
  });

  it('respects a person who chose others in the meantime', async () => {
    const { deps, ports, clock } = await setUp();
    const weights = someWeights(1);
    await ports.weights.publish(weights);
    await clock.advance(1000);
    const activatedAt = new Date(clock.now()).toISOString();
    const active = anActive(id('wts', 0), { generation: 1, activatedAt, activatedBy: 'anna' });
    await ports.weights.activate({ active, events: [], audit: [] });

    expect(await promoteWeights(deps, weights)).toBeUndefined();
    expect((await ports.weights.active())?.generation).toBe(1);
  });

  it('tries again when the pointer moved under it', async () => {
    const { deps, ports } = await setUp();
    const weights = someWeights(2);
    await ports.weights.publish(someWeights(1));
    await ports.weights.publish(weights);
    let rivals = 1;
    const activate: typeof deps.weights.activate = async (unit) => {
      rivals -= 1;
      if (rivals >= 0) {
        const active = anActive(id('wts', 1), { generation: unit.generation });
        await ports.weights.activate({ active, events: [], audit: [] });
      }
      return await deps.weights.activate(unit);
    };

    const push = await promoteWeights({ ...deps, weights: { ...deps.weights, activate } }, weights);

    expect(push?.active).toMatchObject({ version: weights.version, generation: 2 });
  });

  it('says so when the registry does not know the weights', async () => {
    const { deps } = await setUp();

    await expect(promoteWeights(deps, someWeights(9))).rejects.toThrow('does not know');
  });
});
