import { describe, expect, it } from 'vitest';
import { POLICIES, type PolicyName } from '../policies/policies.ts';
import type { PolicyStart } from '../policies/policy.ts';
import { aSmallWorld, aTinyWorld } from '../world/_small-world.ts';
import { checkDecisions } from './check-decisions.ts';
import { decisionLine } from './decision.ts';
import { readDecisions } from './read-decisions.ts';
import { replay } from './replay.ts';
import { simulate } from './simulate.ts';

const NAMES = Object.keys(POLICIES) as PolicyName[];
const everybody: PolicyStart = {
  kind: 'open',
  start: () => ({ place: (_, candidates, ask) => void candidates.some(ask) }),
};

describe('replay', () => {
  it('asks in the order of the policy until somebody says yes', () => {
    const decisions = [...replay(aTinyWorld(), everybody, { seed: 1 })];

    expect(decisions).toEqual([
      {
        lot: 'l0',
        offers: [
          ['r0', 'declined'],
          ['r1', 'accepted'],
        ],
      },
    ]);
  });

  it('stops a policy that asks too often, or for what is taken', () => {
    expect(() => [...replay(aTinyWorld(), everybody, { seed: 1, attempts: 1 })]).toThrow(RangeError);
    const twice: PolicyStart = {
      kind: 'open',
      start: () => ({ place: (_, [first], ask) => first && [ask(first), ask(first)] }),
    };
    expect(() => [...replay(aTinyWorld(), twice, { seed: 1 })]).toThrow(RangeError);
  });

  it('offers only what still fits that day', () => {
    const [lot] = aTinyWorld().lots;
    const ids = ['l0', 'l1', 'l2'];
    const lots = ids.map((id) => ({ ...lot, id })) as ReturnType<typeof aTinyWorld>['lots'];
    const answers = Object.fromEntries(ids.map((id) => [id, { r0: [1, 1] as const }]));

    const decisions = [...replay(aTinyWorld({ lots, answers }), everybody, { seed: 1 })];

    expect(decisions.map(({ offers }) => offers.length)).toEqual([1, 1, 0]);
  });

  it.each(NAMES)('%s breaks no rule and comes out the same every time', (name) => {
    const world = aSmallWorld({ capacityFactor: 0.5 });

    const { decisions, score } = simulate(world, POLICIES[name], { seed: 3 });

    expect(score.broken).toEqual([]);
    expect(score.served).toBeGreaterThan(0);
    expect([...replay(world, POLICIES[name], { seed: 3 })]).toEqual(decisions);
  });

  it('decides by the past alone: changing what comes later changes nothing before', () => {
    const world = aSmallWorld({ seed: 5 });
    const until = Math.floor(world.lots.length / 2);
    const changed = {
      ...world,
      lots: world.lots.map((lot, index) => (index < until ? lot : { ...lot, massKg: lot.massKg / 2 })),
      answers: Object.fromEntries(
        Object.entries(world.answers).map(([id, answers], index) => [id, index < until ? answers : {}]),
      ),
    };
    for (const name of NAMES) {
      const before = [...replay(world, POLICIES[name], { seed: 1 })].slice(0, until);
      const after = [...replay(changed, POLICIES[name], { seed: 1 })].slice(0, until);
      expect(after).toEqual(before);
    }
  });
});

describe('checkDecisions', () => {
  const world = aTinyWorld();
  const brokenBy = (...decisions: Parameters<typeof checkDecisions>[1]) =>
    checkDecisions(world, decisions).broken;

  it('adds up value, kilometres and shares', () => {
    const score = checkDecisions(world, [...replay(world, everybody, { seed: 1 })]);

    // Need 3 of a mean of 2, no way at all.
    expect(score.valueKg).toBeCloseTo(10 * (0.5 + 0.5 * 1.5), 9);
    expect(score).toMatchObject({ served: 1, offers: 2, attemptsPerLot: 2, massKg: 10, kmPerTonne: 0 });
    expect(score.gini).toBeCloseTo(0.5, 9);
  });

  it('names every breach', () => {
    expect(brokenBy()).toEqual(['The log has 0 lots, the world 1.']);
    expect(brokenBy({ lot: 'l7', offers: [] })).toEqual(['Line 1 is about l7, not l0.']);
    expect(brokenBy({ lot: 'l0', offers: [['r9', 'accepted']] })).toEqual(['l0: r9 may not be asked.']);
    expect(brokenBy({ lot: 'l0', offers: [['r0', 'accepted']] })).toEqual(['l0: r0 answered otherwise.']);
    const late = checkDecisions(aTinyWorld({ days: 1 }), [{ lot: 'l0', offers: [['r1', 'accepted']] }]);
    expect(late.broken).toEqual(['l0: r1 is too far, closed, or does not take it.']);
    const afterYes = brokenBy({
      lot: 'l0',
      offers: [
        ['r1', 'accepted'],
        ['r0', 'declined'],
        ['r0', 'declined'],
      ],
    });
    expect(afterYes).toEqual(['l0: 3 offers.', 'l0: asked somebody twice.', 'l0: offered on after a yes.']);
  });

  it('sees a slot that is too full', () => {
    const [lot] = world.lots;
    const ids = ['l0', 'l1', 'l2'];
    const crowded = aTinyWorld({
      lots: ids.map((id) => ({ ...lot, id })) as typeof world.lots,
      answers: Object.fromEntries(ids.map((id) => [id, { r0: [1, 1] as const }])),
    });

    const { broken } = checkDecisions(
      crowded,
      ids.map((id) => ({ lot: id, offers: [['r0', 'accepted']] })),
    );

    expect(broken).toEqual(['l2: r0 has no room on day 0.']);
  });

  it('reads the lines of a log back, and names a bad one', () => {
    const decisions = [...replay(world, everybody, { seed: 1 })];

    expect(readDecisions(decisions.map(decisionLine).join(''))).toEqual(decisions);
    expect(() => readDecisions('{"lot":"l0","offers":[]}\n{"lot":1}')).toThrow('Line 2');
  });
});
