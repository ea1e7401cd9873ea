import type { Weights } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { anActive, id, log, sha256, someWeights } from './_util.ts';
import { createWeightsHolder } from './weights-holder.ts';

function setUp(stored: readonly Weights[] = []) {
  let refusals = 0;
  let finds = 0;
  const holder = createWeightsHolder({
    async find(version) {
      finds += 1;
      return stored.find((weights) => weights.version === version);
    },
    sha256,
    log,
    onRefused: () => {
      refusals += 1;
    },
  });
  return { holder, refusals: () => refusals, finds: () => finds };
}
const push = (generation: number, overrides: Partial<Weights> = {}) => ({
  active: anActive(generation),
  weights: someWeights(generation, overrides),
});

describe('createWeightsHolder', () => {
  it('starts with the initial weights and takes newer ones', () => {
    const { holder } = setUp();
    const before = holder.current();

    const result = holder.offer(push(0));

    expect(before).toMatchObject({ active: null, model: { version: id('wts', 0) } });
    expect(result).toEqual({ effect: 'taken', generation: 0 });
    expect(holder.current()).not.toBe(before);
    expect(holder.current().active).toEqual(anActive(0));
  });

  it('keeps what it has when the same is pushed again', () => {
    const { holder } = setUp();
    holder.offer(push(3));
    const before = holder.current();

    expect(holder.offer(push(3))).toEqual({ effect: 'kept', generation: 3 });
    expect(holder.current()).toBe(before);
  });

  it('takes older weights under a newer generation: a roll-back', () => {
    const { holder } = setUp();
    holder.offer(push(5));

    const result = holder.offer({ active: anActive(6, id('wts', 2)), weights: someWeights(2) });

    expect(result).toEqual({ effect: 'taken', generation: 6 });
    expect(holder.current().model.version).toBe(id('wts', 2));
  });

  const model = someWeights(1).model;
  const infinite = { indices: [0], mean: [Number.POSITIVE_INFINITY], variance: [1] };
  it.each([
    ['older ones', push(2), 'older than 5'],
    ['others of the same generation', { ...push(5), active: anActive(5, id('wts', 9)) }, 'generation 5'],
    ['another feature layout', push(6, { schemaHash: '0'.repeat(16) }), 'another feature layout'],
    ['a bad checksum', push(6, { sha256: '0'.repeat(64) }), 'checksum'],
    ['numbers that are not finite', push(6, { model: infinite }), '/weights/model/mean/0'],
    ['a missing number', push(6, { model: { ...model, mean: [null as unknown as number] } }), 'number'],
    ['arrays of unequal length', push(6, { model: { indices: [0], mean: [], variance: [1] } }), 'unequal'],
    ['unknown features', push(6, { model: { indices: [1e6], mean: [0], variance: [1] } }), 'do not exist'],
    ['a falling calibration', push(6, { calibration: { a: 0, b: -1 } }), 'upside down'],
    ['another version than is in use', { ...push(6), active: anActive(6, id('wts', 7)) }, 'not the version'],
    ['another shape', { weights: 1 }, 'active'],
    ['nothing', undefined, 'the body'],
  ])('refuses %s and keeps the last good ones', (_what, bad, problem) => {
    const { holder, refusals } = setUp();
    holder.offer(push(5));
    const before = holder.current();

    const result = holder.offer(bad);

    expect(result).toMatchObject({ effect: 'refused', generation: 5 });
    expect(result.problems?.join('; ')).toContain(problem);
    expect(holder.current()).toBe(before);
    expect(refusals()).toBe(1);
  });

  it('fetches weights whose push it missed, once at a time', async () => {
    const { holder, finds } = setUp([someWeights(4)]);

    await Promise.all([holder.follow(anActive(4)), holder.follow(anActive(4))]);
    await holder.follow(anActive(4));
    await holder.follow(null);
    await holder.follow(anActive(1));

    expect(holder.generation).toBe(4);
    expect(finds()).toBe(1);
  });

  it('does not ask again and again for weights it refused', async () => {
    const { holder, finds, refusals } = setUp([someWeights(4, { sha256: '0'.repeat(64) })]);

    await holder.follow(anActive(4));
    await holder.follow(anActive(4));

    expect([finds(), refusals(), holder.generation]).toEqual([1, 1, -1]);
  });

  it('survives a registry that cannot be reached, and tries again', async () => {
    let isDown: boolean = true;
    const find = async () => {
      if (isDown) throw new Error('down');
      return someWeights(4);
    };
    const holder = createWeightsHolder({ find, sha256, log });

    await holder.follow(anActive(4));
    isDown = false;
    await holder.follow(anActive(4));

    expect(holder.generation).toBe(4);
  });
});
