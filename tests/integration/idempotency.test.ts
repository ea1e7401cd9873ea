import type { OversupplyView, RecipientView } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import {
  type City,
  expecting,
  lotInput,
  recipientInput,
  type StoreKind,
  startCity,
} from '../harness/index.ts';

const HOUR = 3_600_000;

describe.each<StoreKind>(['memory', 'sqlite'])('a key on %s', (store) => {
  it('makes one lot of 50 calls at once, all with the same answer', async () => {
    await using city = await startCity([], { store });

    const answers = await Promise.all(
      Array.from({ length: 50 }, () => city.supplier.register({ notes: 'fifty' }, 'same')),
    );

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await lotsOf(city)).toHaveLength(1);
    expect(await registeredEvents(city)).toBe(1);
    expect((await city.operator.get('/v1/status')).body).toMatchObject({ counts: { matching: 1 } });
  });

  it('cannot be used for another body, at the same moment or later', async () => {
    await using city = await startCity([], { store });
    const post = (massKg: number) => {
      const body = lotInput(city.system.clock.now(), { massKg });
      return city.supplier.post<OversupplyView>('/v1/oversupplies', body, { 'idempotency-key': 'k' });
    };

    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => post(5 + (index % 2))));

    const kept = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status === 409);
    expect(kept).toHaveLength(10);
    expect(new Set(kept.map(({ body }) => body.id)).size).toBe(1);
    expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['idempotency_key_reused']));
    expect(await lotsOf(city)).toHaveLength(1);
  });

  it('belongs to its supplier: the key of another one makes a lot of its own', async () => {
    await using city = await startCity([], { store });
    const other = city.system.asSupplier((await city.operator.addSupplier()).id);

    const [mine, theirs] = await Promise.all([city.supplier.register({}, 'k'), other.register({}, 'k')]);
    const byOperator = await city.operator.post<OversupplyView>(
      '/v1/oversupplies',
      { ...lotInput(city.system.clock.now()), supplierId: city.supplier.id },
      { 'idempotency-key': 'k' },
    );

    expect(theirs.id).not.toBe(mine.id);
    // Whoever posts for the supplier, it is the same lot.
    expect(expecting(201, byOperator).id).toBe(mine.id);
  });

  it('gives the first answer again after the food has gone, been given away or expired', async () => {
    await using city = await startCity([{}], { store });
    const body = lotInput(city.system.clock.now());
    const post = () =>
      city.supplier.post<OversupplyView>('/v1/oversupplies', body, { 'idempotency-key': 'k' });
    const first = expecting(201, await post());
    await city.system.drain();
    await city.recipients[0]!.accept((await city.recipients[0]!.offers())[0]!.id);
    expect(expecting(201, await post())).toEqual(first);

    await city.system.advance(48 * HOUR, 12 * HOUR);

    expect(expecting(201, await post())).toEqual(first);
    expect(await city.supplier.lot(first.id)).toMatchObject({ status: 'expired' });
    expect(await lotsOf(city)).toHaveLength(1);
  });

  it('is not used up by a request that was refused', async () => {
    await using city = await startCity([], { store });
    const now = city.system.clock.now();
    const headers = { 'idempotency-key': 'k' };

    const bad = await city.supplier.post('/v1/oversupplies', lotInput(now, { massKg: -1 }), headers);
    const late = await city.supplier.post(
      '/v1/oversupplies',
      lotInput(now, { collectBy: new Date(now - 1).toISOString() }),
      headers,
    );
    const good = await city.supplier.post('/v1/oversupplies', lotInput(now), headers);

    expect([bad.status, late.status, good.status]).toEqual([422, 422, 201]);
  });

  it('holds for partners too', async () => {
    await using city = await startCity([], { store });
    const post = (name: string) =>
      city.operator.post<RecipientView>('/v1/recipients', recipientInput({ name }), {
        'idempotency-key': 'p',
      });

    const answers = await Promise.all(Array.from({ length: 20 }, () => post('Shelter')));
    const other = await post('Another shelter');

    expect(new Set(answers.map((answer) => expecting(201, answer).id)).size).toBe(1);
    expect(other.status).toBe(409);
    expect((await city.operator.get<{ items: [] }>('/v1/recipients')).body.items).toHaveLength(1);
  });

  it('is not needed: without one every call makes a lot', async () => {
    await using city = await startCity([], { store });
    const [one, other] = await Promise.all([city.supplier.register(), city.supplier.register()]);
    expect(one.id).not.toBe(other.id);
  });
});

describe('a key over a restart', () => {
  it('still makes nothing twice', async () => {
    await using city = await startCity([], { store: 'sqlite' });
    const body = lotInput(city.system.clock.now());
    const post = (headers = { 'idempotency-key': 'k' }) =>
      city.supplier.post('/v1/oversupplies', body, headers);
    const first = expecting(201, await post());

    await city.system.restart();

    expect(expecting(201, await post())).toEqual(first);
    body.massKg += 1;
    expect((await post()).status).toBe(409);
    expect(await lotsOf(city)).toHaveLength(1);
    expect(await registeredEvents(city)).toBe(1);
  });
});

describe('a partner known by its externalId', () => {
  it('is updated, and what the second call does not name stays', async () => {
    await using city = await startCity([]);
    const input = recipientInput({ externalId: 'src:1', needIndex: 2.5, responseMinutes: 45 });
    const first = expecting(201, await city.operator.post<RecipientView>('/v1/recipients', input));
    await city.operator.patch(`/v1/recipients/${first.id}`, { verified: false, active: false });

    const { needIndex: _, responseMinutes: __, ...less } = input;
    const again = await city.operator.post<RecipientView>('/v1/recipients', { ...less, name: 'Renamed' });

    expect(expecting(200, again)).toMatchObject({
      id: first.id,
      name: 'Renamed',
      needIndex: 2.5,
      responseMinutes: 45,
      verified: false,
      active: false,
    });
  });
});

async function lotsOf({ operator }: City): Promise<OversupplyView[]> {
  const page = await operator.get<{ items: OversupplyView[] }>('/v1/oversupplies?limit=200');
  return expecting(200, page).items;
}

async function registeredEvents({ system }: City): Promise<number> {
  const depth = await system.ports.queues.depth('match-requests');
  return depth.ready + depth.leased;
}
