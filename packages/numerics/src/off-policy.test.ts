import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from './_util.ts';
import { doublyRobust, effectiveSampleSize, snips } from './off-policy.ts';

test('is the mean reward when the policy is the one that was logged', () => {
  const log = { propensity: [0.5, 0.2, 1], target: [0.5, 0.2, 1], reward: [1, 2, 6] };

  expect(snips(log).value).toBeCloseTo(3, 14);
  expect(snips(log).effectiveSampleSize).toBeCloseTo(3, 14);
  expect(doublyRobust(log, { shown: [9, 9, 9], target: [9, 9, 9] }).value).toBeCloseTo(3, 14);
});

test('clips weights at 20', () => {
  const log = { propensity: [0.001, 1], target: [1, 1], reward: [10, 0] };

  expect(snips(log).value).toBeCloseTo(200 / 21, 12);
  expect(doublyRobust(log, { shown: [0, 0], target: [0, 0] }).value).toBeCloseTo(100, 12);
  expect(snips(log).effectiveSampleSize).toBeCloseTo(441 / 401, 12);
});

test('tells nothing without overlap or decisions', () => {
  const nothing = { value: 0, standardError: 0, effectiveSampleSize: 0 };
  const empty = { propensity: [], target: [], reward: [] };

  expect(snips({ propensity: [0.5], target: [0], reward: [7] })).toEqual(nothing);
  expect(snips(empty)).toEqual(nothing);
  expect(doublyRobust(empty, { shown: [], target: [] })).toEqual(nothing);
  expect(effectiveSampleSize([])).toBe(0);
});

test('rejects arrays of unequal length', () => {
  const log = { propensity: [1], target: [1], reward: [1] };

  expect(() => snips({ ...log, target: [] })).toThrow(RangeError);
  expect(() => doublyRobust(log, { shown: [1, 1], target: [1] })).toThrow(RangeError);
});

test('finds the value of another policy on modelled decisions, doubly robust with less spread', () => {
  const random = seededRandom(11);
  const count = 20_000;
  const log = {
    propensity: new Float64Array(count),
    target: new Float64Array(count),
    reward: new Float64Array(count),
  };
  const model = { shown: new Float64Array(count), target: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const isSecond = random() < 0.2;
    log.propensity[i] = isSecond ? 0.2 : 0.8;
    log.target[i] = isSecond ? 0.9 : 0.1;
    log.reward[i] = (isSecond ? 5 : 2) + random() - 0.5;
    model.shown[i] = isSecond ? 4.8 : 2.1;
    model.target[i] = 0.9 * 4.8 + 0.1 * 2.1;
  }

  const [weighted, robust] = [snips(log), doublyRobust(log, model)];

  // True value 0.9 * 5 + 0.1 * 2.
  expect(Math.abs(weighted.value - 4.7)).toBeLessThan(4 * weighted.standardError);
  expect(Math.abs(robust.value - 4.7)).toBeLessThan(4 * robust.standardError);
  expect(robust.standardError).toBeLessThan(weighted.standardError);
  expect(weighted.effectiveSampleSize).toBeLessThan(count / 2);
});

test('stays between the rewards, and the sample size between 0 and n', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  const row = fc.tuple(
    fc.double({ min: 1e-3, max: 1, noNaN: true }),
    unit,
    fc.integer({ min: -50, max: 50 }),
  );
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
      const log = {
        propensity: rows.map(([p]) => p),
        target: rows.map(([, t]) => t),
        reward: rows.map(([, , r]) => r),
      };
      const weights = rows.map(([p, t]) => Math.min(t / p, 20));
      const mass = weights.reduce((sum, w) => sum + w, 0);
      fc.pre(mass > 1e-6);

      const { value, effectiveSampleSize: size } = snips(log);

      // Brute force: the mean over a list in which each reward stands as often as its weight says.
      const expected = rows.reduce((sum, [, , reward], i) => sum + (weights[i]! / mass) * reward, 0);
      expect(value).toBeCloseTo(expected, 9);
      expect(value).toBeGreaterThanOrEqual(Math.min(...log.reward) - 1e-9);
      expect(value).toBeLessThanOrEqual(Math.max(...log.reward) + 1e-9);
      expect(size > 0 && size <= rows.length + 1e-9).toBe(true);
      const perfect = doublyRobust(log, { shown: log.reward, target: log.reward });
      expect(perfect.value).toBeCloseTo(log.reward.reduce((sum, r) => sum + r, 0) / rows.length, 9);
    }),
  );
});
