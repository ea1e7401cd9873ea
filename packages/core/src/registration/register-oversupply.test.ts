import type { Supplier } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { aRegistration, HOUR, iso, NOW } from '../_fixtures.ts';
import type { Lot } from '../offers/lot.ts';
import type { IdempotencyClaim } from '../ports/idempotency.ts';
import type { LotStore } from '../ports/lot-store.ts';
import { type RegistrationDeps, registerOversupply } from './register-oversupply.ts';

type Unit = Parameters<LotStore['register']>[0];
const { origin: _, supplierId: __, ...INPUT } = aRegistration();

/** Registers a key once, and gives everybody else what the first one made. */
function aStore(supplier: Partial<Supplier> | undefined = {}) {
  const claims = new Map<string, IdempotencyClaim>();
  const lots = new Map<string, Lot>();
  const units: Unit[] = [];
  const clock = { at: NOW };
  let made = 0;
  const deps = {
    lots: {
      async register(unit: Unit) {
        await Promise.resolve();
        const key = `${unit.idempotency.scope} ${unit.idempotency.key}`;
        const before = claims.get(key);
        if (before?.fingerprint === unit.idempotency.fingerprint) {
          return { kind: 'replayed', resourceId: before.resourceId };
        }
        if (before) return { kind: 'keyReused' };
        claims.set(key, unit.idempotency);
        lots.set(unit.lot.id, unit.lot);
        units.push(unit);
        return { kind: 'registered' };
      },
      findClaim: async (scope: string, key: string) => claims.get(`${scope} ${key}`),
      find: async (id: string) => lots.get(id),
    },
    suppliers: {
      find: async (id: string) =>
        id === 'sup_1'
          ? { id, lat: 52.52, lon: 13.4, timeZone: 'Europe/Berlin', active: true, ...supplier }
          : undefined,
    },
    clock: { now: () => clock.at },
    ids: { next: (prefix: string) => `${prefix}_${++made}` },
    sha256: (text: string) => `hash of ${text}`,
  };
  return { deps: deps as unknown as RegistrationDeps, lots, units, clock };
}

function call(overrides: Partial<typeof INPUT> = {}, idempotencyKey: string | undefined = 'key') {
  return { supplierId: 'sup_1', input: { ...INPUT, ...overrides }, idempotencyKey };
}

describe('registerOversupply', () => {
  it('stores the lot and asks the matcher in one unit', async () => {
    const { deps, units } = aStore();
    const { kind, lot } = await registerOversupply(deps, { ...call(), traceparent: 'trace' });

    expect(kind).toBe('created');
    expect(lot).toMatchObject({
      id: 'ovs_1',
      status: 'matching',
      version: 1,
      round: 1,
      asks: 1,
      registeredAt: iso(),
      wakeAt: iso(30_000),
      registration: { supplierId: 'sup_1', origin: { lat: 52.52, lon: 13.4 }, massKg: 10 },
    });
    expect(units).toMatchObject([
      {
        idempotency: { scope: 'sup_1', key: 'key', resourceId: 'ovs_1', at: iso() },
        events: [
          {
            id: 'ovs_1:1:0',
            type: 'oversupply.registered',
            subject: 'ovs_1',
            traceparent: 'trace',
            audience: { supplierId: 'sup_1' },
            data: { oversupplyId: 'ovs_1', round: 1, excluded: [] },
          },
        ],
      },
    ]);
  });

  it('gives the same lot for the same key and body, in whatever order its fields come', async () => {
    const { deps, units } = aStore();
    const shuffled = Object.fromEntries(Object.entries(INPUT).reverse()) as typeof INPUT;
    const first = await registerOversupply(deps, call());
    const again = await registerOversupply(deps, { ...call(), input: shuffled });

    expect(again).toEqual({ kind: 'replayed', lot: first.lot });
    expect(units).toHaveLength(1);
  });

  it('makes one lot of a hundred concurrent calls', async () => {
    const { deps, units } = aStore();
    const all = await Promise.all(Array.from({ length: 100 }, () => registerOversupply(deps, call())));

    expect(units).toHaveLength(1);
    expect(new Set(all.map(({ lot }) => lot.id)).size).toBe(1);
    expect(all.filter(({ kind }) => kind === 'created')).toHaveLength(1);
  });

  it('refuses the same key with another body, also when that body is bad', async () => {
    const { deps, units } = aStore();
    await registerOversupply(deps, call());

    const reused = { code: 'idempotency_key_reused' };
    await expect(registerOversupply(deps, call({ massKg: 11 }))).rejects.toMatchObject(reused);
    await expect(registerOversupply(deps, call({ collectBy: iso(-HOUR) }))).rejects.toMatchObject(reused);
    expect(units).toHaveLength(1);
  });

  it('takes a key of another supplier, or none, for a new lot', async () => {
    const { deps, units } = aStore();
    const none = { supplierId: 'sup_1', input: INPUT };
    await registerOversupply(deps, none);
    await registerOversupply(deps, none);

    expect(new Set(units.map(({ idempotency }) => idempotency.key)).size).toBe(2);
  });

  it('replays what could not be registered any more', async () => {
    const { deps, clock } = aStore();
    const first = await registerOversupply(deps, call());
    clock.at += 9 * HOUR;

    expect(await registerOversupply(deps, call())).toEqual({ kind: 'replayed', lot: first.lot });
    await expect(registerOversupply(deps, call({}, 'other'))).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  it('names every bad field and stores nothing', async () => {
    const { deps, units } = aStore({ active: false });
    const bad = registerOversupply(deps, call({ collectBy: iso(-HOUR), massKg: 0.0001 }));

    await expect(bad).rejects.toMatchObject({
      code: 'validation_failed',
      errors: [{ path: 'massKg' }, { path: 'collectBy' }, { path: 'collectBy' }, { path: 'supplierId' }],
    });
    expect(units).toEqual([]);
  });

  it('keeps masses in grams', async () => {
    const { deps } = aStore();
    const { lot } = await registerOversupply(
      deps,
      call({ massKg: 0.1 + 0.2, divisible: true, minPartKg: 0.12345 }),
    );

    expect(lot.registration).toMatchObject({ massKg: 0.3, minPartKg: 0.123 });
  });

  it('refuses an unknown supplier, and says so when the first answer cannot be read yet', async () => {
    const { deps, lots } = aStore();
    const unknown = { ...call(), supplierId: 'sup_x' };
    await expect(registerOversupply(deps, unknown)).rejects.toMatchObject({ code: 'not_found' });

    await registerOversupply(deps, call());
    lots.clear();
    await expect(registerOversupply(deps, call())).rejects.toMatchObject({ code: 'unavailable' });
  });
});
