import type { Policy, PolicyPreview } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { type City, expecting, startCity } from '../harness/index.ts';
import { auditOf, policyInput } from './_operator.ts';

const drivers = { name: 'Drivers', weight: 1, values: { need: 0, distance: 5, fairness: 0, freshness: 0 } };
const charities = {
  name: 'Charities',
  weight: 3,
  values: { need: 1, distance: 0, fairness: 0, freshness: 0 },
};

/** Two recipients, the farther one in greater need, and three lots. */
async function cityWithLots(): Promise<City> {
  const city = await startCity([{ needIndex: 0.5 }, { needIndex: 3, lat: 52.56 }]);
  for (let count = 0; count < 3; count++) await city.supplier.register({ massKg: 20 });
  await city.system.drain();
  return city;
}

async function preview(city: City, body: object, query = ''): Promise<PolicyPreview> {
  return expecting(200, await city.operator.post<PolicyPreview>(`/v1/policy/preview${query}`, body));
}

describe('the preview of a policy', () => {
  it('says what a change is expected to do with the newest lots, and changes nothing', async () => {
    await using city = await cityWithLots();
    const before = expecting(200, await city.operator.get<Policy>('/v1/policy'));

    const told = await preview(city, { needWeight: 0, kmCostKg: 3 });

    expect(told).toMatchObject({ basis: 'modelled', lots: 3, complete: true, recipients: 2 });
    expect(told.changedFirstChoices).toBeGreaterThan(0);
    expect(told.proposed.expectedKm).toBeLessThan(told.current.expectedKm);
    expect(told.current.expectedServedShare).toBeCloseTo(told.current.expectedKg / 60, 9);
    for (const { expectedGini, expectedServedShare } of [told.current, told.proposed]) {
      expect(expectedGini >= 0 && expectedGini < 1).toBe(true);
      expect(expectedServedShare > 0 && expectedServedShare <= 1).toBe(true);
    }
    expect((await city.operator.get<Policy>('/v1/policy')).body).toEqual(before);
    expect((await auditOf(city)).map(({ action }) => action)).not.toContain('policy.change');
  });

  it('finds nothing to tell between a policy and itself', async () => {
    await using city = await cityWithLots();

    const told = await preview(city, {}, '?lots=2');

    expect(told.lots).toBe(2);
    expect(told.changedFirstChoices).toBe(0);
    expect(told.proposed).toEqual(told.current);
    expect(await preview(city, { ...policyInput(), version: 0 }, '?lots=2')).toEqual(told);
  });

  it('tries out votes and wider searches, too', async () => {
    await using city = await cityWithLots();
    const near = { needWeight: 0, kmCostKg: 3 };

    const voted = await preview(city, { ...near, stakeholders: [charities] });
    const plain = await preview(city, { ...near, maxDistanceKm: 0.5 });
    const wider = await preview(city, {
      ...near,
      maxDistanceKm: 0.5,
      widening: { factor: 2, maxDistanceKm: 8 },
    });

    expect(voted.proposed.expectedKm).toBeGreaterThan((await preview(city, near)).proposed.expectedKm);
    expect([plain.proposed.withoutCandidate, wider.proposed.withoutCandidate]).toEqual([3, 0]);
  });

  it('has nothing to count in an empty store', async () => {
    await using city = await startCity([]);

    expect(await preview(city, { fairness: 1 })).toMatchObject({
      lots: 0,
      from: null,
      current: { expectedKg: 0, expectedServedShare: 0, expectedGini: 0 },
    });
  });

  it('runs one at a time, and says when to come back', async () => {
    await using city = await cityWithLots();

    const answers = await Promise.all([1, 2].map(() => city.operator.post('/v1/policy/preview', {})));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 503]);
    const busy = answers.find(({ status }) => status === 503);
    expect(busy).toMatchObject({ body: { code: 'overloaded' }, headers: { 'retry-after': '10' } });
    expect((await city.operator.post('/v1/policy/preview', {})).status).toBe(200);
  });

  it('names all that is wrong with a policy at once, as saving it does', async () => {
    await using city = await startCity([]);
    const wrong = {
      ...policyInput(),
      widening: { factor: 2, maxDistanceKm: 3 },
      hubRecipientId: 'rec_00000000-0000-7000-8000-000000000000',
      stakeholders: [drivers, { ...charities, name: 'Drivers' }],
    };

    for (const answer of [
      await city.operator.post('/v1/policy/preview', wrong),
      await city.operator.put('/v1/policy', { ...wrong, version: 0 }),
    ]) {
      expect(answer.status).toBe(422);
      expect(answer.body.errors?.map(({ path }) => path)).toEqual([
        'widening.maxDistanceKm',
        'stakeholders.1.name',
        'hubRecipientId',
      ]);
    }
  });
});

describe('the votes of stakeholders', () => {
  it('order the cascade once they are part of the policy', async () => {
    await using city = await startCity([{ needIndex: 0.5 }, { needIndex: 3, lat: 52.56 }]);
    const firstWith = async (stakeholders: object[]) => {
      const { version } = expecting(200, await city.operator.get<Policy>('/v1/policy'));
      expecting(200, await city.operator.put('/v1/policy', { ...policyInput(), version, stakeholders }));
      const lot = await city.supplier.register({ massKg: 20 });
      await city.system.drain();
      const { recommendation } = await city.operator.lot(lot.id);
      return [recommendation?.candidates[0]?.recipientId, recommendation?.votes];
    };
    const [near, needy] = city.recipients.map(({ id }) => id);

    expect(await firstWith([{ ...drivers, weight: 5 }, charities])).toEqual([near, 2]);
    expect(await firstWith([drivers, charities])).toEqual([needy, 2]);
  });
});
