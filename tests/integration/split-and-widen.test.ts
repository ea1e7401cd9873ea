import type { OversupplyView, PolicyInput } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { type City, expecting, startCity } from '../harness/index.ts';
import { HOUR, policyInput } from './_operator.ts';

async function setPolicy({ operator }: City, change: Partial<PolicyInput>): Promise<void> {
  expecting(200, await operator.put('/v1/policy', { ...policyInput(), ...change, version: 0 }));
}

function kinds({ measures = [] }: OversupplyView): string[] {
  return measures.map(({ kind, cause }) => `${kind} ${cause}`);
}

describe('a lot that fits nobody whole', () => {
  it('is offered to two at the same time, and each part is collected on its own', async () => {
    await using city = await startCity([{ capacityKg: 40 }, { capacityKg: 30 }]);
    const [first, second] = city.recipients;
    const lot = await city.supplier.register({ massKg: 60, divisible: true, minPartKg: 5 });
    await city.system.drain();

    const whole = await city.supplier.lot(lot.id);
    const rest = await city.supplier.lot(whole.childIds![0]!);
    const open = [await first!.offers(), await second!.offers()].map(([offer]) => offer);

    expect(kinds(whole)).toEqual(['split capacity']);
    expect(whole.measures?.[0]?.oversupplyId).toBe(rest.id);
    expect(rest).toMatchObject({ parentId: lot.id, status: 'offered' });
    expect(new Set(open.map((offer) => offer?.massKg))).toEqual(new Set([20, 40]));
    for (const [index, recipient] of [first, second].entries()) await recipient!.accept(open[index]!.id);
    expect((await city.supplier.lot(lot.id)).status).toBe('accepted');
    expect((await city.supplier.lot(rest.id)).status).toBe('accepted');
  });

  it('keeps both parts going when one of the two says no', async () => {
    await using city = await startCity([{ capacityKg: 40 }, { capacityKg: 30 }, { capacityKg: 25 }]);
    const lot = await city.supplier.register({ massKg: 60, divisible: true, minPartKg: 5 });
    await city.system.drain();
    const rest = (await city.supplier.lot(lot.id)).childIds![0]!;
    const { offers } = await city.supplier.lot(rest);
    const asked = city.recipients.find(({ id }) => id === offers[0]!.recipientId);

    await asked!.decline(offers[0]!.id);
    await city.system.drain();

    const again = await city.supplier.lot(rest);
    expect(again).toMatchObject({ status: 'offered', massKg: 20 });
    expect(again.offers).toHaveLength(2);
    expect((await city.supplier.lot(lot.id)).status).toBe('offered');
  });
});

describe('an empty cascade', () => {
  it('widens the search until somebody can take the lot', async () => {
    await using city = await startCity([{ lat: 52.65 }]);
    await setPolicy(city, { widening: { factor: 1.5, maxDistanceKm: 30 } });
    const lot = await city.supplier.register({ massKg: 60 });
    await city.system.drain();

    const { status, measures, offers } = await city.operator.lot(lot.id);

    expect(status).toBe('offered');
    expect(measures).toMatchObject([
      { kind: 'widened', cause: 'no_recipient_in_range', maxDistanceKm: 18 },
      { kind: 'widened', cause: 'no_recipient_in_range', maxDistanceKm: 27 },
    ]);
    expect(offers[0]?.recipientId).toBe(city.recipients[0]!.id);
  });

  it('never widens to somebody that another rule, or its own limit, excludes', async () => {
    await using city = await startCity([
      { lat: 52.65, maxDistanceKm: 10 },
      { lat: 52.65, categories: ['dairy'] },
    ]);
    await setPolicy(city, { widening: { factor: 3, maxDistanceKm: 30 } });
    const lot = await city.supplier.register({ massKg: 60 });
    await city.system.drain();

    const found = await city.operator.lot(lot.id);

    expect(found).toMatchObject({ status: 'unmatched', offers: [], cause: 'no_recipient_for_category' });
    expect(kinds(found)).toEqual(['widened no_recipient_in_range', 'operator no_recipient_for_category']);
  });

  it('goes to the hub, then to the operator, and ends with its cause', async () => {
    await using city = await startCity([{}, { lat: 52.65, maxDistanceKm: 50, capacityKg: 5000 }]);
    const [near, hub] = city.recipients;
    await city.operator.patch(`/v1/recipients/${hub!.id}`, { categories: ['bakery'] });
    await setPolicy(city, { hubRecipientId: hub!.id, kmCostKg: 3 });
    const lot = await city.supplier.register({ massKg: 20 });
    await city.system.drain();

    await near!.decline((await near!.offers())[0]!.id);
    await city.system.drain();
    const [offer] = await hub!.offers();
    expect(offer).toMatchObject({ massKg: 20, source: 'hub' });
    await hub!.decline(offer!.id, 'other');
    await city.system.drain();

    const left = await city.operator.lot(lot.id);
    expect(left).toMatchObject({ status: 'unmatched', cause: 'declined_by_all' });
    expect(left.measures?.map(({ kind }) => kind)).toEqual(['hub', 'operator']);
    await city.system.advance(9 * HOUR);
    expect(await city.operator.lot(lot.id)).toMatchObject({ status: 'expired', cause: 'declined_by_all' });
  });

  it('says without widening or hub that it is up to the operator', async () => {
    await using city = await startCity([]);
    const lot = await city.supplier.register();
    await city.system.drain();

    expect(kinds(await city.supplier.lot(lot.id))).toEqual(['operator no_recipient_in_range']);
  });
});
