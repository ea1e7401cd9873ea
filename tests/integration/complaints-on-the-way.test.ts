import { describe, expect, it } from 'vitest';
import { lotInput, recipientInput, startCity } from '../harness/index.ts';
import {
  acceptedLot,
  everyLot,
  HOUR,
  handover,
  MINUTE,
  overrideTo,
  reservedKg,
  useByTomorrow,
} from './_complaints.ts';

/* The other half of complaints.test.ts: what happens after a lot was offered. */

describe('drivers', () => {
  it('may leave a part behind: it is matched again as a lot of its own (food_rescue_app #385)', async () => {
    await using city = await startCity([{}, {}]);
    const lot = await acceptedLot(city);

    await handover(city.supplier, lot.id, { massKg: 12 });
    const done = await handover(city.recipients[0]!, lot.id, { massKg: 12 });
    await city.system.drain();

    expect(done).toMatchObject({ status: 'collected', collectedMassKg: 12 });
    const rest = await city.supplier.lot(done.childIds![0]!);
    expect(rest).toMatchObject({ massKg: 8, status: 'offered' });
    expect(rest.offers[0]!.recipientId).toBe(city.recipients[1]!.id);
  });

  it('who cancel on the way do not keep the load: the next one gets all of it (food_rescue_app #424)', async () => {
    await using city = await startCity([{}, {}]);
    const lot = await acceptedLot(city);

    await handover(city.supplier, lot.id, { massKg: 0 });
    await handover(city.recipients[0]!, lot.id, { massKg: 0 });
    await city.system.drain();

    const [offer] = await city.recipients[1]!.offers();
    expect(offer).toMatchObject({ oversupplyId: lot.id, massKg: 20 });
    expect(await reservedKg(city, 0)).toBe(0);
    expect(await reservedKg(city, 1)).toBe(20);
    await city.recipients[1]!.accept(offer!.id);
    expect((await handover(city.recipients[1]!, lot.id, { massKg: 20 })).handover).not.toHaveProperty(
      'supplier',
    );
  });

  it('hear it when the supplier takes the lot back while they are on the way (cancel mid-route)', async () => {
    await using city = await startCity();
    const lot = await acceptedLot(city);
    expect(await reservedKg(city, 0)).toBe(20);

    await city.supplier.post(`/v1/oversupplies/${lot.id}/withdraw`, { reason: 'freezer broke' });
    await city.system.drain();

    expect((await city.recipients[0]!.offers('withdrawn')).map(({ oversupplyId }) => oversupplyId)).toEqual([
      lot.id,
    ]);
    expect(await reservedKg(city, 0)).toBe(0);
    const late = await city.recipients[0]!.post(`/v1/oversupplies/${lot.id}/handover`, { massKg: 20 });
    expect(late.status).toBe(404);
  });

  it('do not see a report flip to nothing delivered (food_rescue_app #395)', async () => {
    await using city = await startCity();
    const lot = await acceptedLot(city);
    await handover(city.supplier, lot.id, { massKg: 20 });
    await handover(city.recipients[0]!, lot.id, { massKg: 20 });

    const flips = await Promise.all([
      city.supplier.post(`/v1/oversupplies/${lot.id}/handover`, { massKg: 0 }),
      city.recipients[0]!.post(`/v1/oversupplies/${lot.id}/handover`, { massKg: 0 }),
      city.supplier.post(`/v1/oversupplies/${lot.id}/withdraw`, { reason: 'mistake' }),
    ]);
    await city.system.advance(60 * HOUR, 6 * HOUR);

    expect(flips.map(({ status }) => status)).toEqual([409, 409, 409]);
    expect(await city.supplier.lot(lot.id)).toMatchObject({ status: 'collected', collectedMassKg: 20 });
    const impact = await city.operator.get<{ massKg: number; lots: number }>('/v1/impact');
    expect(impact.body).toMatchObject({ massKg: 20, lots: 1 });
  });

  it('do not lose a weight when the other side writes down its own (food_rescue_app PR #564)', async () => {
    await using city = await startCity();
    const lot = await acceptedLot(city);

    await Promise.all([
      handover(city.supplier, lot.id, { massKg: 20 }),
      handover(city.recipients[0]!, lot.id, { massKg: 18 }),
    ]);

    const { handover: both, collectedMassKg } = await city.supplier.lot(lot.id);
    expect(both).toMatchObject({ supplier: { massKg: 20 }, recipient: { massKg: 18 } });
    expect(collectedMassKg).toBe(18);
  });

  it('do not lose fields of a partner that a change does not name (food_rescue_app PR #564)', async () => {
    await using city = await startCity([{ capacityKg: 75, refusedAllergens: ['nuts'], responseMinutes: 35 }]);
    const { id } = city.recipients[0]!;

    await city.operator.patch(`/v1/recipients/${id}`, { address: 'Main Street 1' });

    expect((await city.operator.get(`/v1/recipients/${id}`)).body).toMatchObject({
      capacityKg: 75,
      refusedAllergens: ['nuts'],
      responseMinutes: 35,
      address: 'Main Street 1',
    });
  });

  it('count on weekly slots that come again (karrot #220, #1035)', async () => {
    await using city = await startCity([{ openingHours: 'We[2,4] 08:00-20:00' }]);
    const on = async (date: string) => {
      const from = Date.parse(`${date}T08:00:00Z`);
      await city.system.advance(from - city.system.clock.now(), 12 * HOUR);
      const lot = await city.supplier.register();
      await city.system.drain();
      return (await city.operator.lot(lot.id)).status;
    };

    expect(await on('2026-03-04')).toBe('unmatched');
    expect(await on('2026-03-11')).toBe('offered');
    expect(await on('2026-03-18')).toBe('unmatched');
    expect(await on('2026-03-25')).toBe('offered');
  });
});

describe('stock', () => {
  it('keeps the date it was registered with: an edit is a new lot (odoo #22850)', async () => {
    await using city = await startCity();
    const lot = await city.supplier.register({}, 'k1');
    const edited = { ...lotInput(city.system.clock.now()), date: { type: 'best_before', on: '2026-03-03' } };

    const again = await city.supplier.post('/v1/oversupplies', edited, { 'idempotency-key': 'k1' });
    const patched = await city.supplier.patch(`/v1/oversupplies/${lot.id}`, { date: edited.date });

    expect(again).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } });
    expect(patched.status).toBe(404);
    expect((await city.supplier.lot(lot.id)).date).toEqual(lot.date);
  });

  it('that has expired is not given out by an operator (open-msupply #5078)', async () => {
    await using city = await startCity([{ openingHours: 'We 08:00-20:00' }]);
    const lot = await useByTomorrow(city);

    const answer = await overrideTo(city, lot.id, city.recipients[0]!.id);

    expect(answer).toMatchObject({ status: 409, body: { code: 'not_eligible' } });
    expect(answer.body.detail).toContain('use_by_passed');
  });

  it('that has expired is not given out by a late yes (open-msupply #5078)', async () => {
    await using city = await startCity([{ responseMinutes: 20 }]);
    const lot = await useByTomorrow(city);
    const [offer] = await city.recipients[0]!.offers();
    await city.system.advance(40 * HOUR, HOUR);
    expect((await city.operator.lot(lot.id)).status).toBe('unmatched');

    const answer = await city.recipients[0]!.post(`/v1/offers/${offer!.id}/accept`, {});

    expect(answer).toMatchObject({ status: 409, body: { code: 'not_eligible' } });
    expect(answer.body.detail).toContain('use_by_passed');
  });

  it('that has expired is not given out by asking the matcher again (open-msupply #5078)', async () => {
    await using city = await startCity([{}, {}]);
    const lot = await useByTomorrow(city);
    await city.recipients[0]!.accept((await city.recipients[0]!.offers())[0]!.id);
    await city.system.advance(40 * HOUR, HOUR);

    await handover(city.recipients[0]!, lot.id, { massKg: 0 });
    await handover(city.supplier, lot.id, { massKg: 0 });
    await city.system.drain();

    expect(await city.operator.lot(lot.id)).toMatchObject({ status: 'unmatched', cause: 'past_date' });
    expect(await city.recipients[1]!.offers()).toEqual([]);
  });

  it('that has expired is not given out as the rest of a lot (open-msupply #5078)', async () => {
    await using city = await startCity([{}, {}]);
    const lot = await useByTomorrow(city, { divisible: true });
    await city.recipients[0]!.accept((await city.recipients[0]!.offers())[0]!.id);
    await city.system.advance(40 * HOUR, HOUR);

    await handover(city.supplier, lot.id, { massKg: 5 });
    const done = await handover(city.recipients[0]!, lot.id, { massKg: 5 });
    await city.system.drain();

    const rest = await city.operator.lot(done.childIds![0]!);
    expect(rest).toMatchObject({ massKg: 15, status: 'unmatched', cause: 'past_date' });
  });

  it('that is past best-before goes only to those who check it themselves', async () => {
    await using city = await startCity([{}, { acceptsBestBeforePassed: true }]);
    const lot = await city.supplier.register({ date: { type: 'best_before', on: '2026-03-01' } });
    await city.system.drain();

    const { offers } = await city.operator.lot(lot.id);
    expect(offers.map(({ recipientId }) => recipientId)).toEqual([city.recipients[1]!.id]);
  });
});

describe('answers', () => {
  it('that come late count while the lot is still free (late yes)', async () => {
    await using city = await startCity([{ responseMinutes: 10 }]);
    const lot = await city.supplier.register();
    await city.system.drain();
    const [offer] = await city.recipients[0]!.offers();
    await city.system.advance(11 * MINUTE);
    expect((await city.operator.lot(lot.id)).status).toBe('unmatched');

    const accepted = await city.recipients[0]!.accept(offer!.id);

    expect(accepted).toMatchObject({ status: 'accepted', late: true });
    expect(await city.operator.lot(lot.id)).toMatchObject({ status: 'accepted', acceptedMassKg: 20 });
    expect(await reservedKg(city, 0)).toBe(20);
  });

  it('that come late do not take the lot from the one who is asked now (late yes)', async () => {
    await using city = await startCity([{ responseMinutes: 10 }, {}]);
    const lot = await city.supplier.register();
    await city.system.drain();
    const [offer] = await city.recipients[0]!.offers();
    await city.system.advance(11 * MINUTE);

    const answer = await city.recipients[0]!.post(`/v1/offers/${offer!.id}/accept`, {});

    expect(answer).toMatchObject({ status: 409, body: { code: 'offer_no_longer_open' } });
    expect((await city.operator.lot(lot.id)).offers.map(({ status }) => status)).toEqual([
      'timed_out',
      'offered',
    ]);
  });

  it('that come twice change nothing the second time', async () => {
    await using city = await startCity();
    await city.supplier.register();
    await city.system.drain();
    const [offer] = await city.recipients[0]!.offers();

    const [one, other] = await Promise.all([
      city.recipients[0]!.accept(offer!.id),
      city.recipients[0]!.accept(offer!.id),
    ]);

    expect(other).toEqual(one);
    expect(await reservedKg(city, 0)).toBe(20);
  });
});

describe('the burst at half past', () => {
  it('is matched whole: within capacity, within the fatigue budget, spread over the city', async () => {
    const shapes = Array.from({ length: 40 }, (_, index) => {
      return recipientInput({ lat: 52.49 + (index % 8) / 100, lon: 13.38 + Math.floor(index / 8) / 100 });
    });
    await using city = await startCity(shapes);
    await city.system.clock.advance(30 * MINUTE);

    const lots = await Promise.all(
      Array.from({ length: 150 }, (_, index) => city.supplier.register({ massKg: 5 + (index % 20) })),
    );
    await city.system.drain();

    const all = await everyLot(city);
    expect(all).toHaveLength(lots.length);
    expect(all.filter(({ status }) => status === 'offered')).toHaveLength(150);
    const open = await Promise.all(city.recipients.map((recipient) => recipient.offers()));
    expect(Math.max(...open.map((offers) => offers.length))).toBeLessThanOrEqual(5);
    const kg = open.map((offers) => offers.reduce((sum, { massKg }) => sum + massKg, 0));
    expect(Math.max(...kg)).toBeLessThanOrEqual(100);
    expect(kg.filter((sum) => sum > 0).length).toBeGreaterThanOrEqual(30);
  });
});
