import type { RecipientView } from '@sprk/contracts';
import { denseModel, initialWeights } from '@sprk/core';
import { checksum } from '@sprk/core/learning/weights-artefact';
import { describe, expect, it } from 'vitest';
import { expecting, lotInput, sha256, startCity } from '../harness/index.ts';
import {
  acceptedLot,
  at,
  expectPage,
  HOUR,
  handover,
  MINUTE,
  overrideTo,
  type Page,
  paths,
} from './_complaints.ts';

/*
 * What users of other systems complained about or asked for, each with its answer here.
 * For the web application only, so not here: editing a form without losing it, a map and filters (wheelchair access,
 * foodsharing #344), templates such as "same as yesterday", posting without a network, push to a phone.
 * Not part of the domain so far: pairs of drivers for one pickup (food-rescue-robot #3), a cap of slots per person
 * and week (karrot-frontend #2636; recipients are kept fair by the policy instead, see below).
 */

describe('suppliers', () => {
  it('get one lot for a form that was sent twice (ShareBite #418)', async () => {
    await using city = await startCity();

    const [first, second] = await Promise.all([
      city.supplier.register({}, 'form-1'),
      city.supplier.register({}, 'form-1'),
    ]);

    expect(second).toEqual(first);
    const { items } = await expectPage(city.supplier.get('/v1/oversupplies'));
    expect(items.map(({ id }) => id)).toEqual([first.id]);
  });

  it('are told at once that a date or a deadline cannot be right (ShareBite #416)', async () => {
    await using city = await startCity();
    const now = city.system.clock.now();

    const answer = await city.supplier.post(
      '/v1/oversupplies',
      lotInput(now, {
        date: { type: 'use_by', on: '2026-03-01' },
        readyAt: at(now - HOUR),
        collectBy: at(now - 2 * HOUR),
      }),
    );

    expect(answer.status).toBe(422);
    expect(paths(answer)).toEqual(['collectBy', 'collectBy', 'date.on']);
  });

  it('have the safety rules kept without a checklist on paper (ShareBite #463)', async () => {
    await using city = await startCity([
      { name: 'No freezer' },
      { name: 'Nut-free', temperatures: ['frozen'], categories: ['frozen'], refusedAllergens: ['nuts'] },
    ]);

    const lot = await city.supplier.register({
      category: 'frozen',
      temperature: 'frozen',
      allergens: ['nuts'],
    });
    await city.system.drain();

    const { status, recommendation } = await city.operator.lot(lot.id);
    expect(status).toBe('unmatched');
    expect(recommendation?.blocked.map(({ reasons }) => reasons)).toEqual([
      ['category', 'cold_chain'],
      ['allergen'],
    ]);
  });

  it('may note the temperature on both sides of the handover (ShareBite #463)', async () => {
    await using city = await startCity();
    const lot = await acceptedLot(city);

    await handover(city.supplier, lot.id, { massKg: 20, temperatureC: 4.5 });
    const done = await handover(city.recipients[0]!, lot.id, { massKg: 19.5, temperatureC: 6 });

    expect(done.handover).toMatchObject({
      supplier: { massKg: 20, temperatureC: 4.5 },
      recipient: { massKg: 19.5, temperatureC: 6 },
    });
  });

  it('see only what is left when half of the bread is gone (foodsharing #342, #1714)', async () => {
    await using city = await startCity([{}, {}]);
    const lot = await city.supplier.register({ divisible: true });
    await city.system.drain();
    const [offer] = await city.recipients[0]!.offers();

    await city.recipients[0]!.accept(offer!.id, 8);
    await city.system.drain();

    const whole = await city.supplier.lot(lot.id);
    expect(whole).toMatchObject({ status: 'accepted', acceptedMassKg: 8 });
    const rest = await city.supplier.lot(whole.childIds![0]!);
    expect(rest).toMatchObject({ massKg: 12, parentId: lot.id, status: 'offered' });
    expect(rest.offers[0]!.recipientId).toBe(city.recipients[1]!.id);
  });

  it('do not see a lot linger after it was collected (foodsharing #145)', async () => {
    await using city = await startCity();
    const lot = await acceptedLot(city);

    await handover(city.supplier, lot.id, { massKg: 20 });
    await handover(city.recipients[0]!, lot.id, { massKg: 20 });

    for (const status of ['matching', 'offered', 'accepted']) {
      expect((await expectPage(city.supplier.get(`/v1/oversupplies?status=${status}`))).items).toEqual([]);
    }
    expect((await expectPage(city.supplier.get('/v1/oversupplies?status=collected'))).items).toHaveLength(1);
    expect(await city.recipients[0]!.offers()).toEqual([]);
  });
});

describe('recipients', () => {
  it('are not asked when they are closed, by hours, by nth weekday or by closure (food-oasis #116)', async () => {
    // Monday 2 March 2026 is the first Monday of the month.
    await using city = await startCity([
      { openingHours: 'Tu-Su 08:00-20:00' },
      { openingHours: 'Mo[2] 08:00-20:00' },
      { closures: [{ from: '2026-03-01', to: '2026-03-05', reason: 'holiday' }] },
      { openingHours: 'Mo[1] 08:00-20:00' },
    ]);

    const lot = await city.supplier.register();
    await city.system.drain();

    const { offers, recommendation } = await city.operator.lot(lot.id);
    expect(offers.map(({ recipientId }) => recipientId)).toEqual([city.recipients[3]!.id]);
    expect(recommendation?.blockedCounts).toEqual({ closed: 3 });
  });

  it('correct their own wrong hours, which holds from the next match on (food-oasis #116)', async () => {
    await using city = await startCity([{ openingHours: 'Tu-Su 08:00-20:00' }]);
    const [recipient] = city.recipients;
    const url = `/v1/recipients/${recipient!.id}`;

    const garbled = await recipient!.patch(url, { openingHours: 'mornings, mostly' });
    const mended = await recipient!.patch<RecipientView>(url, { openingHours: 'Mo-Fr 08:00-20:00' });
    await city.supplier.register();
    await city.system.drain();

    expect(paths(garbled)).toEqual(['openingHours']);
    expect(expecting(200, mended).openingHours).toBe('Mo-Fr 08:00-20:00');
    expect(await recipient!.offers()).toHaveLength(1);
  });

  it('have to be there: food for closed doors is refused to the operator too (wrong hours)', async () => {
    await using city = await startCity([{ openingHours: 'Mo-Fr 05:00-08:00' }]);
    const lot = await city.supplier.register();
    await city.system.drain();

    const answer = await overrideTo(city, lot.id, city.recipients[0]!.id);

    expect(answer).toMatchObject({ status: 409, body: { code: 'not_eligible' } });
    expect(answer.body.detail).toContain('closed');
  });

  it('drop out when nobody could verify them, or when they ask not to be contacted (food-oasis #905)', async () => {
    await using city = await startCity([{ verified: false }, { active: false }]);
    const lot = await city.supplier.register();
    await city.system.drain();

    const { status, cause, recommendation } = await city.operator.lot(lot.id);
    expect({ status, cause }).toEqual({ status: 'unmatched', cause: 'no_recipient_in_range' });
    expect(recommendation?.blockedCounts).toEqual({ not_verified: 1, inactive: 1 });
    for (const { id } of city.recipients) expect((await overrideTo(city, lot.id, id)).status).toBe(409);
  });

  it('are asked only within the distance they chose (foodsharing #161, ShareBite #464)', async () => {
    await using city = await startCity([{ maxDistanceKm: 1 }, { maxDistanceKm: 5 }]);
    const lot = await city.supplier.register();
    await city.system.drain();

    const { offers, recommendation } = await city.operator.lot(lot.id);
    expect(offers.map(({ recipientId }) => recipientId)).toEqual([city.recipients[1]!.id]);
    expect(recommendation?.blocked).toEqual([{ recipientId: city.recipients[0]!.id, reasons: ['too_far'] }]);
  });

  it('find what is upcoming, waiting and past apart (human-essentials #2585)', async () => {
    await using city = await startCity();
    const [recipient] = city.recipients;
    const collected = await acceptedLot(city);
    await handover(city.supplier, collected.id, { massKg: 20 });
    await handover(recipient!, collected.id, { massKg: 20 });
    const upcoming = await acceptedLot(city);
    const waiting = await city.supplier.register();
    await city.system.drain();

    expect((await recipient!.offers('open')).map(({ oversupplyId }) => oversupplyId)).toEqual([waiting.id]);
    const accepted = await recipient!.offers('accepted');
    expect(accepted.map(({ oversupplyId }) => oversupplyId)).toEqual([upcoming.id, collected.id]);
    const byStatus = async (status: string) =>
      (await expectPage(city.supplier.get(`/v1/oversupplies?status=${status}`))).items.map(({ id }) => id);
    expect(await byStatus('offered')).toEqual([waiting.id]);
    expect(await byStatus('accepted')).toEqual([upcoming.id]);
    expect(await byStatus('collected')).toEqual([collected.id]);
  });

  it('are never asked more things at once than the policy allows (jomato-mobile #7)', async () => {
    await using city = await startCity();
    const policy = expecting(200, await city.operator.get<{ maxOpenOffers: number }>('/v1/policy'));

    for (let count = 0; count < 12; count += 1) await city.supplier.register({ massKg: 5 });
    await city.system.drain();

    expect(await city.recipients[0]!.offers()).toHaveLength(policy.maxOpenOffers);
    const { items } = await expectPage(city.supplier.get('/v1/oversupplies?status=unmatched'));
    expect(new Set(items.map(({ cause }) => cause))).toEqual(new Set(['recipients_busy']));
  });

  it('hear of a lot only when it is their turn (jomato-mobile #7)', async () => {
    await using city = await startCity([{}, {}, {}]);
    await city.supplier.register();
    await city.system.drain();

    const open = await Promise.all(city.recipients.map((recipient) => recipient.offers()));
    expect(open.map((offers) => offers.length)).toEqual([1, 0, 0]);

    await city.recipients[0]!.decline(open[0]![0]!.id);
    await city.system.drain();
    const next = await Promise.all(city.recipients.map((recipient) => recipient.offers()));
    expect(next.map((offers) => offers.length)).toEqual([0, 1, 0]);
  });
});

describe('operators', () => {
  it('see every open lot of every store in one list (karrot-frontend #741, foodsharing #358)', async () => {
    await using city = await startCity([]);
    const other = city.system.asSupplier((await city.operator.addSupplier({ name: 'Another store' })).id);
    const lots = [await city.supplier.register(), await other.register()];
    await city.system.drain();

    const { items } = await expectPage(city.operator.get('/v1/oversupplies?status=unmatched'));

    expect(new Set(items.map(({ id }) => id))).toEqual(new Set(lots.map(({ id }) => id)));
    const status = await city.operator.get<{ counts: Record<string, number> }>('/v1/status');
    expect(expecting(200, status).counts.unmatched).toBe(2);
  });

  it('still see who was asked, and how it ended, at the last stage (human-essentials #3472, #5029)', async () => {
    await using city = await startCity([{}, {}, {}]);
    const [first, second, third] = city.recipients;
    const lot = await city.supplier.register();
    await city.system.drain();
    await first!.decline((await first!.offers())[0]!.id, 'no_transport');
    await city.system.advance(21 * MINUTE);
    await third!.accept((await third!.offers())[0]!.id);
    await handover(city.supplier, lot.id, { massKg: 20 });
    await handover(third!, lot.id, { massKg: 20 });

    const { status, offers } = await city.operator.lot(lot.id);

    expect(status).toBe('collected');
    expect(offers.map(({ recipientId, status: end }) => [recipientId, end])).toEqual([
      [first!.id, 'declined'],
      [second!.id, 'timed_out'],
      [third!.id, 'accepted'],
    ]);
    expect(offers[0]!.declineReason).toBe('no_transport');
  });

  it('keep room for a scarcer day by the forecast prices in the weights (human-essentials #5728)', async () => {
    await using city = await startCity([{}, {}]);
    const [near, far] = city.recipients;
    const base = { ...initialWeights(sha256), sequence: 1, version: city.system.ids.next('wts') };
    const dear = { ...base, bidPrices: { [near!.id]: [0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9] } };
    await city.system.ports.weights.publish({ ...dear, sha256: checksum(dear, sha256) });
    expect(denseModel(dear).bidPrices[near!.id]).toHaveLength(7);

    await city.operator.post(`/v1/weights/${dear.version}/activate`, { reason: 'forecast' });
    await city.system.drain();
    const lot = await city.supplier.register();
    await city.system.drain();

    const { recommendation } = await city.operator.lot(lot.id);
    expect(recommendation).toMatchObject({ weightsVersion: dear.version });
    expect(recommendation?.candidates[0]?.recipientId).toBe(far!.id);
  });

  it('have a large lot split by what each can use, no part below the minimum (open-msupply #852)', async () => {
    await using city = await startCity([{ capacityKg: 50 }, { capacityKg: 30 }, { capacityKg: 100 }]);
    const lot = await city.supplier.register({ massKg: 90, divisible: true, minPartKg: 15 });
    await city.system.drain();
    const taken: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      for (const recipient of city.recipients) {
        for (const offer of await recipient.offers()) {
          taken.push(offer.massKg);
          await recipient.accept(offer.id);
        }
      }
      await city.system.drain();
    }

    expect(taken.reduce((sum, kg) => sum + kg, 0)).toBe(90);
    expect(Math.min(...taken)).toBeGreaterThanOrEqual(15);
    expect((await city.operator.lot(lot.id)).status).toBe('accepted');
  });

  it('get all partners out of the system, page by page (food-oasis #295)', async () => {
    await using city = await startCity([{}, {}, {}, {}, {}]);
    const found: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: Page<RecipientView> = await expectPage(city.operator.get(`/v1/recipients?limit=2${query}`));
      found.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }

    expect(found).toEqual(city.recipients.map(({ id }) => id));
  });

  it('see surplus go where it is needed more (rescuekerala #447)', async () => {
    await using city = await startCity([{ needIndex: 0.5 }, { needIndex: 3 }]);
    const lot = await city.supplier.register();
    await city.system.drain();

    expect((await city.operator.lot(lot.id)).offers[0]!.recipientId).toBe(city.recipients[1]!.id);
  });

  it('see equals get equal shares over time (karrot-frontend #2636)', async () => {
    await using city = await startCity([{ lat: 52.53 }, { lat: 52.53 }]);
    const received = new Map<string, number>();
    for (let day = 0; day < 10; day += 1) {
      const lot = await city.supplier.register();
      await city.system.drain();
      const [offer] = (await city.operator.lot(lot.id)).offers;
      await city.system.asRecipient(offer!.recipientId).accept(offer!.id);
      received.set(offer!.recipientId, (received.get(offer!.recipientId) ?? 0) + 1);
      await city.system.advance(HOUR, HOUR);
    }

    expect([...received.values()].sort()).toEqual([5, 5]);
  });
});
