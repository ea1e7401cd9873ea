import type { Activity, MatchRequest, Recipient, Registration } from '@sprk/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPolicy, aRecipient, aRegistration, iso, MINUTE, NOW } from '../_fixtures.ts';
import { initialWeights } from '../learning/weights-artefact.ts';
import { acceptanceProbability, contributionsOf, denseModel, probabilityOf } from './acceptance-model.ts';
import { noActivity } from './activity.ts';
import type { City } from './city.ts';
import { namedFeature, recipientFeature } from './feature-layout.ts';
import { recommend } from './recommend.ts';

const sha256 = (text: string) => text.length.toString(16).padStart(64, '0');
const fresh = () => denseModel(initialWeights(sha256));

function aRequest(registration: Partial<Registration> = {}, excluded: string[] = []): MatchRequest {
  return {
    oversupplyId: 'ovs_1',
    round: 3,
    registration: aRegistration(registration),
    registeredAt: iso(),
    excluded,
  };
}
function aCity(
  recipients: readonly Recipient[],
  more: Partial<City> & { busy?: Partial<Activity> } = {},
): City {
  const { busy, ...rest } = more;
  return {
    policy: aPolicy(),
    recipientsNear: () => recipients,
    reservedKg: () => 0,
    activity: (id) => ({ ...noActivity(id), ...busy }),
    meanNeed: 1,
    meanClaim: 100,
    meanReceivedShare: () => 0,
    ...rest,
  };
}
const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, i) => aRecipient(id, { lat: 52.525 + i / 200 }));
const idsOf = (answer: ReturnType<typeof recommend>) =>
  answer.candidates.map(({ recipientId }) => recipientId);

describe('recommend', () => {
  it('orders the most useful recipients into a cascade, the nearest first where nothing else differs', () => {
    const answer = recommend(aRequest(), aCity(six), fresh(), NOW);

    expect(idsOf(answer)).toEqual(['a', 'b', 'c', 'd']);
    expect(answer).toMatchObject({ oversupplyId: 'ovs_1', round: 3, policyVersion: 0, computedAt: iso() });
    expect(answer.weightsVersion).toMatch(/^wts_/);
    expect(answer.cause).toBeUndefined();
    for (const { probability, utility, features, contributions } of answer.candidates) {
      expect(probability > 0 && probability < 1 && utility > 0).toBe(true);
      expect(features).toHaveLength(18);
      expect(contributions.length).toBeLessThanOrEqual(8);
    }
  });

  it('scores what it sends', () => {
    const model = fresh();
    for (let index = 0; index < 40; index++) model.mean[index] = Math.sin(index);
    const { candidates } = recommend(aRequest(), aCity(six), model, NOW);

    expect(candidates.length).toBeGreaterThan(0);
    for (const { probability, features } of candidates) {
      expect(probability).toBe(acceptanceProbability(model, features));
    }
  });

  it('says why not, for the nearest ones in full and for all in numbers', () => {
    const closed = Array.from({ length: 60 }, (_, i) =>
      aRecipient(`x${i}`, { active: false, categories: ['dairy'] }),
    );
    const answer = recommend(aRequest({}, ['a']), aCity([six[0]!, ...closed]), fresh(), NOW);

    expect(answer.candidates).toEqual([]);
    expect(answer.blocked).toHaveLength(50);
    expect(answer.blocked.slice(0, 2)).toEqual([
      { recipientId: 'a', reasons: ['declined_before'] },
      { recipientId: 'x0', reasons: ['inactive', 'category'] },
    ]);
    expect(answer.blockedCounts).toEqual({ declined_before: 1, inactive: 60, category: 60 });
    expect(answer.cause).toBe('declined_by_all');
  });

  it('tells an empty city from a trip that is not worth it', () => {
    expect(recommend(aRequest(), aCity([]), fresh(), NOW).cause).toBe('no_recipient_in_range');
    expect(recommend(aRequest({ massKg: 0.1 }), aCity(six), fresh(), NOW).cause).toBe('not_worth_the_trip');
  });

  it('knows what is held, who is busy, and what room is worth', () => {
    const model = { ...fresh(), bidPrices: { a: [0, 9, 0, 0, 0, 0, 0] } };
    const held = aCity(six, { reservedKg: (id) => (id === 'b' ? 95 : 0) });

    expect(idsOf(recommend(aRequest(), held, fresh(), NOW))).not.toContain('b');
    expect(recommend(aRequest(), aCity(six, { busy: { openOffers: 5 } }), fresh(), NOW).cause).toBe(
      'recipients_busy',
    );
    expect(idsOf(recommend(aRequest(), aCity(six), model, NOW))).not.toContain('a');
  });

  it('prefers need, and who received less', () => {
    const needy = six.map((one) => (one.id === 'f' ? { ...one, needIndex: 3 } : one));
    const activity = (id: string) => ({ ...noActivity(id), fadedReceivedKg: id === 'a' ? 1e12 : 0 });
    const fair = aCity(six, { activity, meanReceivedShare: () => 0.01 });

    expect(idsOf(recommend(aRequest(), aCity(needy), fresh(), NOW))[0]).toBe('f');
    expect(idsOf(recommend(aRequest(), fair, fresh(), NOW))[0]).toBe('b');
  });

  it('asks no more recipients than can answer one after the other', () => {
    const attempts = (minutes: number, responseMinutes: number) => {
      const request = aRequest({ collectBy: iso(minutes * MINUTE) });
      const city = aCity(six.map((one) => ({ ...one, lat: 52.52, responseMinutes })));
      return recommend(request, city, fresh(), NOW).candidates.length;
    };

    expect([attempts(59, 20), attempts(60, 20), attempts(480, 20)]).toEqual([2, 3, 4]);
    expect([attempts(59, 60), attempts(59, 1)]).toEqual([1, 4]);
  });

  it('never recommends whom a rule blocks, or anybody twice', () => {
    const anyone = fc.record({
      active: fc.boolean(),
      verified: fc.boolean(),
      capacityKg: fc.constantFrom(5, 10, 100),
      lat: fc.double({ min: 52.4, max: 52.64, noNaN: true }),
      needIndex: fc.constantFrom(0, 0.5, 3),
    });

    fc.assert(
      fc.property(fc.array(anyone, { maxLength: 30 }), (all) => {
        const recipients = all.map((one, i) => aRecipient(`r${i}`, one));
        const answer = recommend(aRequest(), aCity(recipients), fresh(), NOW);
        const ids = idsOf(answer);
        const blocked = new Set(answer.blocked.map(({ recipientId }) => recipientId));

        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(blocked.has(id)).toBe(false);
        expect(answer.candidates.length > 0).toBe(answer.cause === undefined);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the acceptance model', () => {
  it('starts from the priors and takes over what weights list', () => {
    const model = denseModel({
      ...initialWeights(sha256),
      model: { indices: [3, 5], mean: [2, 1], variance: [0.25, 0.5] },
    });

    expect([model.mean[0], model.mean[3], model.mean[5], model.mean[7]]).toEqual([0.3, 2, 1, 0]);
    expect([model.variance[0], model.variance[3], model.variance[7]]).toEqual([1, 0.25, 0.1]);
  });

  it('is the surer the less it doubts, and is calibrated last', () => {
    const model = fresh();
    const sure = { ...model, variance: model.variance.map(() => 0) };
    const row: [number, number][] = [[0, 1]];

    expect(acceptanceProbability(sure, row)).toBeCloseTo(1 / (1 + Math.exp(-0.3)), 12);
    expect(acceptanceProbability(model, row)).toBeLessThan(acceptanceProbability(sure, row));
    expect(acceptanceProbability({ ...sure, calibration: { a: -0.3, b: 1 } }, row)).toBe(0.5);
    expect(probabilityOf(sure, [], [])).toBe(0.5);
    expect(probabilityOf(sure, [9_999_999], [1])).toBe(0.5);
  });

  it('explains by what moved the odds, the largest first', () => {
    const model = fresh();
    model.mean[namedFeature('distance')] = -2;
    model.mean[recipientFeature('a')] = 0.5;
    const row: [number, number][] = [
      [0, 1],
      [namedFeature('distance'), 0.3],
      [namedFeature('slot_fill'), 1],
      [recipientFeature('a'), 1],
    ];

    expect(contributionsOf(model, row)).toEqual([
      { feature: 'distance', value: -0.6 },
      { feature: 'recipient', value: 0.5 },
      { feature: 'bias', value: 0.3 },
    ]);
  });
});
