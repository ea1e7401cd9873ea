import type { DeadLetter, ImpactView, OversupplyView } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { expecting, lotInput, recipientInput, startCity, supplierInput } from '../harness/index.ts';
import {
  auditOf,
  collect,
  HOUR,
  indexOf,
  MINUTE,
  overrideTo,
  type Page,
  policyInput,
  status,
} from './_operator.ts';

describe('an override', () => {
  it('asks the chosen recipient next, before the rest of the cascade', async () => {
    await using city = await startCity([{}, {}, {}]);
    const lot = await city.supplier.register();
    await city.system.drain();

    await overrideTo(city, lot.id, 2);

    const { offers, status } = await city.operator.lot(lot.id);
    expect(status).toBe('offered');
    expect(
      offers.map(({ recipientId, status: end, source }) => [indexOf(city, recipientId), end, source]),
    ).toEqual([
      [0, 'withdrawn', 'cascade'],
      [2, 'offered', 'override'],
    ]);
    await city.recipients[2]!.decline(offers[1]!.id);
    await city.system.drain();
    const next = (await city.operator.lot(lot.id)).offers.at(-1)!;
    expect([0, 1]).toContain(indexOf(city, next.recipientId));
  });

  it('works for a lot that found nobody, and before the matcher has answered', async () => {
    await using city = await startCity([{ categories: ['produce'] }]);
    const unmatched = await city.supplier.register();
    await city.system.drain();
    city.system.matcher.pause();
    const waiting = await city.supplier.register();
    await city.operator.patch(`/v1/recipients/${city.recipients[0]!.id}`, { categories: ['bakery'] });

    for (const { id } of [unmatched, waiting]) {
      expecting(200, await overrideTo(city, id, 0));
      expect((await city.operator.lot(id)).status).toBe('offered');
    }
    // The answer that comes after all finds the lot in other hands.
    city.system.matcher.resume();
    await city.system.drain();
    expect((await city.operator.lot(waiting.id)).offers).toHaveLength(1);
  });

  it.each([
    ['category', { categories: ['produce' as const] }],
    ['cold_chain', { temperatures: ['hot' as const] }],
    ['allergen', { refusedAllergens: ['gluten' as const] }],
    ['too_far', { maxDistanceKm: 0.5 }],
    ['closed', { openingHours: 'Su 01:00-02:00' }],
    ['inactive', { active: false }],
    ['not_verified', { verified: false }],
  ])('holds the hard rule %s', async (rule, overrides) => {
    await using city = await startCity([overrides]);
    const lot = await city.supplier.register();
    await city.system.drain();

    const answer = await overrideTo(city, lot.id, 0);

    expect(answer).toMatchObject({ status: 409, body: { code: 'not_eligible' } });
    expect(answer.body.detail).toContain(rule);
    expect((await auditOf(city)).some(({ action }) => action === 'oversupply.override')).toBe(false);
  });

  it('holds the capacity of the day', async () => {
    await using city = await startCity([{ capacityKg: 30 }]);
    const first = await city.supplier.register();
    await city.system.drain();
    const second = await city.supplier.register();
    await city.system.drain();

    expect(await overrideTo(city, second.id, 0)).toMatchObject({
      status: 409,
      body: { code: 'capacity_exceeded' },
    });
    expect((await city.operator.lot(first.id)).status).toBe('offered');
  });

  it('is refused for unknown recipients and for lots that are over', async () => {
    await using city = await startCity([{}]);
    const lot = await city.supplier.register();
    const url = `/v1/oversupplies/${lot.id}/override`;
    const unknown = { recipientId: 'rec_01999999-9999-7999-8999-999999999999', reason: 'x' };
    expect(await city.operator.post(url, unknown)).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'recipientId' }] },
    });
    await city.supplier.post(`/v1/oversupplies/${lot.id}/withdraw`, { reason: 'x' });
    expect(await overrideTo(city, lot.id, 0)).toMatchObject({
      status: 409,
      body: { code: 'state_conflict' },
    });
  });

  it('is kept with its reason, in the audit and as something to learn from', async () => {
    await using city = await startCity([{}, {}]);
    const lot = await city.supplier.register();
    await city.system.drain();
    await overrideTo(city, lot.id, 1, 'They called and asked for bread');
    await city.system.drain();

    expect((await auditOf(city))[0]).toMatchObject({
      action: 'oversupply.override',
      role: 'operator',
      subject: lot.id,
      reason: 'They called and asked for bread',
      detail: { recipientId: city.recipients[1]!.id },
    });
    const outcomes = await city.system.ports.outcomes.read(0, 10);
    expect(outcomes).toMatchObject([{ kind: 'override', recipientId: city.recipients[1]!.id }]);
    expect(outcomes[0]!.features!.length).toBeGreaterThan(5);
    expect(outcomes[0]).not.toHaveProperty('weightsVersion');
    expect(city.system.learner.state!.learner.labelled).toBe(1);
  });
});

describe('dead letters', () => {
  it('are listed with their reason, page by page, and go back into their queue', async () => {
    await using city = await startCity([{}]);
    city.system.matcher.pause();
    const lots = [await city.supplier.register(), await city.supplier.register()];
    const { queues } = city.system.ports;
    const messages = await queues.receive('match-requests', { max: 10, leaseSeconds: 30, waitMs: 0 });
    for (const { receipt } of messages) await queues.deadLetter('match-requests', receipt, 'cannot be read');

    const first = await city.operator.get<Page<DeadLetter>>('/v1/dead-letters?limit=1');
    const { items, nextCursor } = expecting(200, first);
    const second = await city.operator.get<Page<DeadLetter>>(`/v1/dead-letters?limit=1&cursor=${nextCursor}`);
    const letters = [...items, ...expecting(200, second).items];
    expect(letters.map(({ reason, queue }) => [reason, queue])).toEqual([
      ['cannot be read', 'match-requests'],
      ['cannot be read', 'match-requests'],
    ]);
    expect((await status(city)).queues.find(({ queue }) => queue === 'match-requests')).toMatchObject({
      dead: 2,
    });

    city.system.matcher.resume();
    for (const { id } of letters) {
      expecting(200, await city.operator.post(`/v1/dead-letters/${encodeURIComponent(id)}/redrive`));
    }
    await city.system.drain();

    for (const { id } of lots) expect((await city.operator.lot(id)).status).toBe('offered');
    expect((await auditOf(city)).filter(({ action }) => action === 'dead-letter.redrive')).toHaveLength(2);
  });
});

describe('the policy', () => {
  it('changes only on the version it was read at', async () => {
    await using city = await startCity([{}]);
    const change = (version: number, maxOpenOffers: number) =>
      city.operator.put('/v1/policy', { ...policyInput(), version, maxOpenOffers });

    const [one, other] = await Promise.all([change(0, 3), change(0, 4)]);

    expect([one.status, other.status].sort((a, b) => a - b)).toEqual([200, 409]);
    expect([one, other].find(({ status: code }) => code === 409)!.body.code).toBe('stale_version');
    expect((await city.operator.get('/v1/policy')).body).toMatchObject({ version: 1 });
    expect((await change(1, 2)).status).toBe(200);
    expect((await auditOf(city)).filter(({ action }) => action === 'policy.change')).toHaveLength(2);
  });

  it('takes effect at the next match', async () => {
    await using city = await startCity([{}]);
    await city.operator.put('/v1/policy', { ...policyInput(), version: 0, maxDistanceKm: 0.5 });

    const lot = await city.supplier.register();
    await city.system.drain();

    const { recommendation } = await city.operator.lot(lot.id);
    expect(recommendation).toMatchObject({ policyVersion: 1, cause: 'no_recipient_in_range' });
  });
});

describe('impact', () => {
  it('is counted in kg on the day of collection, with meals and CO2e as ranges under a named version', async () => {
    await using city = await startCity([{}]);
    await collect(city, { massKg: 10 });
    await collect(city, { massKg: 20, category: 'dairy' });
    await city.system.advance(24 * HOUR, 12 * HOUR);
    await collect(city, { massKg: 30 });
    const impact = async (query: string) =>
      expecting(200, await city.operator.get<ImpactView>(`/v1/impact${query}`));

    const all = await impact('');
    expect(all).toMatchObject({ lots: 3, massKg: 60, massKgByCategory: { bakery: 40, dairy: 20 } });
    expect(all.meals).toMatchObject({ low: 110.3, central: 130.4, high: 150, factorVersion: 'meals/2026-1' });
    expect(all.co2eKg.low).toBeLessThanOrEqual(all.co2eKg.central);
    expect(all.co2eKg.central).toBeLessThanOrEqual(all.co2eKg.high);
    expect(all.co2eKg).toMatchObject({ central: 136, factorVersion: 'co2e/2026-1' });
    expect(await impact('?from=2026-03-02T00:00:00Z&to=2026-03-02T23:00:00Z')).toMatchObject({
      massKg: 30,
      lots: 2,
    });
    expect(await impact('?from=2026-03-03T00:00:00Z')).toMatchObject({ massKg: 30, lots: 1 });
    expect(await impact('?from=2026-04-01T00:00:00Z')).toMatchObject({ massKg: 0, lots: 0 });
  });
});

describe('the audit log', () => {
  it('has an entry for everything an operator changes, and none for what changed nothing', async () => {
    await using city = await startCity([{}, {}]);
    const { operator, recipients, supplier } = city;
    await operator.patch(`/v1/suppliers/${supplier.id}`, { address: 'A' });
    await operator.patch(`/v1/recipients/${recipients[0]!.id}`, { address: 'B' });
    const declined = await supplier.register({ massKg: 30 });
    await city.system.drain();
    const open = async (id: string) => (await operator.lot(id)).offers.at(-1)!.id;
    await operator.post(`/v1/offers/${await open(declined.id)}/decline`, { reason: 'no_transport' });
    await operator.post(`/v1/offers/${await open(declined.id)}/accept`, {});
    await operator.post(`/v1/offers/${await open(declined.id)}/accept`, {});
    await operator.post(`/v1/oversupplies/${declined.id}/handover`, { massKg: 30 });
    await operator.post(`/v1/oversupplies/${declined.id}/withdraw`, { reason: 'spoiled' });
    await operator.post(`/v1/oversupplies/${declined.id}/withdraw`, { reason: 'again' });
    await operator.put('/v1/policy', { ...policyInput(), version: 0 });
    await operator.put('/v1/policy', { ...policyInput(), version: 0 });

    const entries = (await auditOf(city)).reverse();

    expect(entries.map(({ action }) => action)).toEqual([
      'supplier.create',
      'recipient.create',
      'recipient.create',
      'supplier.update',
      'recipient.update',
      'offer.decline',
      'offer.accept',
      'oversupply.handover',
      'oversupply.withdraw',
      'policy.change',
    ]);
    for (const { actor, role, at, id } of entries) {
      expect({ actor, role }).toEqual({ actor: 'operator', role: 'operator' });
      expect(Date.parse(at)).toBe(city.system.clock.now());
      expect(id).toMatch(/^aud_/);
    }
    expect(entries.find(({ action }) => action === 'offer.decline')!.reason).toBe('no_transport');
  });

  it('does not call it an operator when a partner answers for itself', async () => {
    await using city = await startCity([{}]);
    await city.supplier.register();
    await city.system.drain();
    await city.recipients[0]!.accept((await city.recipients[0]!.offers())[0]!.id);
    await city.recipients[0]!.patch(`/v1/recipients/${city.recipients[0]!.id}`, { capacityKg: 50 });

    const [newest, ...older] = await auditOf(city);

    expect(newest).toMatchObject({
      action: 'recipient.update',
      role: 'recipient',
      actor: city.recipients[0]!.id,
    });
    expect(older.map(({ action }) => action)).not.toContain('offer.accept');
  });
});

describe('requests that the matcher does not answer', () => {
  it('are visible while they wait, and gone when it is back', async () => {
    await using city = await startCity([{}]);
    city.system.matcher.pause();
    const lot = await city.supplier.register();
    await city.system.advance(29_000, 29_000);
    expect((await status(city)).unanswered).toBe(0);

    await city.system.advance(5 * MINUTE, 30_000);
    expect((await status(city)).unanswered).toBe(1);
    expect((await city.operator.lot(lot.id)).matchRequests).toBeGreaterThan(2);

    city.system.matcher.resume();
    await city.system.drain();
    expect(await status(city)).toMatchObject({ unanswered: 0, counts: { offered: 1, matching: 0 } });
  });
});

describe('an operator at the desk', () => {
  it('posts and answers for partners on the phone', async () => {
    await using city = await startCity([{}]);
    const body = { ...lotInput(city.system.clock.now()), supplierId: city.supplier.id };
    const lot = expecting(201, await city.operator.post<OversupplyView>('/v1/oversupplies', body));
    await city.system.drain();
    const [offer] = (await city.operator.lot(lot.id)).offers;
    expecting(200, await city.operator.post(`/v1/offers/${offer!.id}/accept`, {}));

    expect((await city.supplier.lot(lot.id)).status).toBe('accepted');
    expect((await city.recipients[0]!.offers('accepted')).map(({ id }) => id)).toEqual([offer!.id]);
  });

  it('creates partners with a place to find them again', async () => {
    await using city = await startCity([]);
    for (const [path, input] of [
      ['/v1/suppliers', supplierInput()],
      ['/v1/recipients', recipientInput({ quietHours: 'Mo-Su 22:00-24:00' })],
    ] as const) {
      const created = await city.operator.post<{ id: string }>(path, input);
      expect(created.headers.location).toBe(`${path}/${expecting(201, created).id}`);
      const found = await city.operator.get(String(created.headers.location));
      expect(found.body).toEqual(created.body);
      expect(found.body).toMatchObject({ ...input, active: true, version: 1 });
    }
  });
});
