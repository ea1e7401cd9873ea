import type { Recommendation, RecommendationBatchResult, StatusView } from '@sprk/contracts';
import { createLearner, learn } from '@sprk/core';
import { describe, expect, it } from 'vitest';
import { type City, expecting, openEventStream, startCity, startWebhookReceiver } from '../harness/index.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const sqlite = { store: 'sqlite' } as const;

describe('after a restart', () => {
  it('open offers and their deadlines go on', async () => {
    await using city = await startCity([{ responseMinutes: 20 }, { responseMinutes: 20 }], sqlite);
    const lot = await city.supplier.register();
    await city.system.drain();
    const before = await city.supplier.lot(lot.id);
    await city.system.advance(15 * MINUTE);

    await city.system.restart();

    expect(await city.supplier.lot(lot.id)).toEqual(before);
    expect((await city.recipients[0]!.offers()).map(({ id }) => id)).toEqual([before.offers[0]!.id]);
    await city.system.advance(6 * MINUTE);
    expect((await city.supplier.lot(lot.id)).offers.map(({ status }) => status)).toEqual([
      'timed_out',
      'offered',
    ]);
    await city.system.restart();
    await city.recipients[1]!.accept((await city.recipients[1]!.offers())[0]!.id);
    await city.system.restart();
    await city.system.advance(40 * HOUR, 4 * HOUR);
    expect(await city.supplier.lot(lot.id)).toMatchObject({ status: 'expired', cause: 'not_collected' });
  });

  it('messages that nobody had taken, or that died with their taker, are worked off', async () => {
    await using city = await startCity([{ capacityKg: 500 }, { capacityKg: 500 }], sqlite);
    city.system.matcher.pause();
    const taken = await city.supplier.register();
    await city.system.ports.queues.receive('match-requests', { max: 1, leaseSeconds: 30, waitMs: 0 });
    const waiting = await city.supplier.register();

    await city.system.restart();
    await city.system.drain();

    expect((await city.supplier.lot(waiting.id)).status).toBe('offered');
    expect((await city.supplier.lot(taken.id)).status).toBe('matching');
    await city.system.advance(31_000);
    expect((await city.supplier.lot(taken.id)).status).toBe('offered');
  });

  it('capacity, policy, weights, audit, impact and partners are as before', async () => {
    await using city = await startCity([{}], sqlite);
    const { operator } = city;
    const lot = await city.supplier.register();
    await city.system.drain();
    await city.recipients[0]!.accept((await city.recipients[0]!.offers())[0]!.id);
    for (const side of [city.supplier, city.recipients[0]!]) {
      expecting(200, await side.post(`/v1/oversupplies/${lot.id}/handover`, { massKg: 20 }));
    }
    await city.system.advance(2 * MINUTE);
    const paths = [
      'policy',
      'weights',
      'audit',
      'impact',
      'suppliers',
      'recipients',
      'oversupplies',
      'offers',
      'status',
    ];
    const read = async () => {
      const answers = await Promise.all(paths.map((path) => operator.get(`/v1/${path}`)));
      const slots = await city.system.ports.ledger.slots([
        { recipientId: city.recipients[0]!.id, date: '2026-03-02' },
      ]);
      return [...answers.map((answer) => expecting(200, answer)), slots];
    };
    const before = await read();

    await city.system.restart();

    expect(await read()).toEqual(before);
  });

  it('a learner knows the same as before, bit for bit, and counts nothing twice', async () => {
    await using city = await startCity([{ capacityKg: 900 }], sqlite);
    for (let count = 0; count < 15; count += 1) {
      await city.supplier.register();
      await city.system.drain();
      const [offer] = await city.recipients[0]!.offers();
      await (count % 3 === 0
        ? city.recipients[0]!.decline(offer!.id)
        : city.recipients[0]!.accept(offer!.id));
      await city.system.advance(MINUTE, MINUTE);
    }
    const before = city.system.learner.state!.learner;

    await city.system.restart();
    await city.supplier.register();
    await city.system.drain();
    await city.recipients[0]!.decline((await city.recipients[0]!.offers())[0]!.id);
    await city.system.drain();

    const after = city.system.learner.state!.learner;
    expect(before.labelled).toBe(15);
    expect(after.labelled).toBe(16);
    expect(after.position).toBe(before.position + 1);
    // Learned in one go from the log, without any weights in between.
    const anew = createLearner();
    for (const outcome of await city.system.ports.outcomes.read(0, 1000)) learn(anew, outcome);
    expect(anew.position).toBe(after.position);
    expect(Buffer.from(after.model.mean.buffer).equals(Buffer.from(anew.model.mean.buffer))).toBe(true);
    expect(Buffer.from(after.model.variance.buffer).equals(Buffer.from(anew.model.variance.buffer))).toBe(
      true,
    );
  });

  it('webhooks that waited for their next attempt are sent, with the same id', async () => {
    await using receiver = await startWebhookReceiver();
    await using city = await startCity([{ webhookUrl: receiver.url }], sqlite);
    receiver.answer(500, 500);
    await city.supplier.register();
    await city.system.drain();
    await city.system.restart();
    await city.system.advance(5000, 5000);
    await city.system.restart();
    await city.system.advance(30_000, 30_000);

    expect(receiver.received).toHaveLength(3);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('listeners resume where they were', async () => {
    await using city = await startCity([], sqlite);
    const stream = await openEventStream(await city.system.listen(), city.supplier);
    const first = await city.supplier.register();
    await stream.until(({ events }) => events.length === 1);
    await stream[Symbol.asyncDispose]();
    const second = await city.supplier.register();

    await city.system.restart();
    const third = await city.supplier.register();
    await using again = await openEventStream(await city.system.listen(), city.supplier, stream.lastEventId);
    await again.until(({ events }) => events.length === 2);

    expect(JSON.stringify(stream.events)).toContain(first.id);
    expect(again.events.map(({ event, data }) => [event, (data as { subject: string }).subject])).toEqual([
      ['oversupply.registered', second.id],
      ['oversupply.registered', third.id],
    ]);
  });
});

describe('a matcher that is silent for a minute under load', () => {
  it('has everything that was registered meanwhile matched when it is back', async () => {
    const recipients = Array.from({ length: 12 }, (_, index) => ({
      capacityKg: 2000,
      lat: 52.5 + index / 300,
    }));
    await using city = await startCity(recipients, sqlite);
    await city.operator.put('/v1/policy', { ...(await policyOf(city)), maxOpenOffers: 1000 });
    city.system.matcher.pause();
    const ids: string[] = [];
    for (let second = 0; second < 60; second += 1) {
      const [one, other] = await Promise.all([city.supplier.register(), city.supplier.register()]);
      ids.push(one.id, other.id);
      await city.system.advance(1000, 1000);
    }
    const status = expecting(200, await city.operator.get<StatusView>('/v1/status'));
    expect(status.counts.matching).toBe(120);
    expect(status.unanswered).toBeGreaterThan(50);

    city.system.matcher.resume();
    await city.system.drain();

    const after = expecting(200, await city.operator.get<StatusView>('/v1/status'));
    expect(after).toMatchObject({ counts: { matching: 0, offered: 120 }, unanswered: 0 });
    // The same question was asked several times: answered once, the rest found it answered.
    for (const id of ids) expect((await city.system.ports.lots.find(id))!.offers).toHaveLength(1);
    expect(await city.system.ports.queues.depth('match-requests')).toMatchObject({
      ready: 0,
      leased: 0,
      dead: 0,
    });
  });
});

describe('a recommendation', () => {
  it('that comes many times at once has its effect once', async () => {
    await using city = await startCity([{}, {}], sqlite);
    const { recommendation } = await answered(city);
    city.system.matcher.pause();
    const lot = await city.supplier.register();
    const mine = { ...recommendation, oversupplyId: lot.id };

    const results = await Promise.all(Array.from({ length: 20 }, () => post(city, mine)));

    expect(results.filter((effect) => effect === 'offered')).toHaveLength(1);
    expect(results.filter((effect) => effect === 'stale')).toHaveLength(19);
    expect((await city.supplier.lot(lot.id)).offers).toHaveLength(1);
  });

  it('twice in one batch has its effect once', async () => {
    await using city = await startCity([{}], sqlite);
    const { recommendation } = await answered(city);
    const lot = await city.supplier.register();
    const mine = { ...recommendation, oversupplyId: lot.id };

    const body = { recommendations: [mine, mine] };
    const { results } = (await city.system.internal.post(
      '/internal/v1/recommendations',
      body,
    )) as RecommendationBatchResult;

    expect(results.map(({ effect }) => effect).sort((a, b) => (a < b ? -1 : 1))).toEqual([
      'offered',
      'stale',
    ]);
  });

  it('of an earlier round has no effect on the next one', async () => {
    await using city = await startCity([{}], sqlite);
    const { id, recommendation } = await answered(city);
    await city.recipients[0]!.decline((await city.recipients[0]!.offers())[0]!.id);
    const before = await city.system.ports.lots.find(id);
    expect(before!.round).toBe(2);

    expect(await post(city, recommendation)).toBe('stale');
    expect(await city.system.ports.lots.find(id)).toEqual(before);
  });

  it.each(['withdrawn', 'expired', 'accepted', 'collected'])(
    'for a lot that is %s has no effect',
    async (end) => {
      await using city = await startCity([{}], sqlite);
      const { id, recommendation } = await answered(city);
      if (end === 'withdrawn') await city.supplier.post(`/v1/oversupplies/${id}/withdraw`, { reason: 'x' });
      if (end === 'accepted' || end === 'collected') {
        await city.recipients[0]!.accept((await city.recipients[0]!.offers())[0]!.id);
      }
      if (end === 'collected') {
        for (const side of [city.supplier, city.recipients[0]!]) {
          await side.post(`/v1/oversupplies/${id}/handover`, { massKg: 20 });
        }
      }
      if (end === 'expired') await city.system.advance(9 * HOUR, HOUR);
      const before = await city.system.ports.lots.find(id);
      expect(before!.status).toBe(end);

      for (const round of [1, 2, 3]) expect(await post(city, { ...recommendation, round })).toBe('stale');
      expect(await city.system.ports.lots.find(id)).toEqual(before);
    },
  );

  it('for a lot that does not exist is answered as unknown', async () => {
    await using city = await startCity([{}], sqlite);
    const { recommendation } = await answered(city);
    const oversupplyId = 'ovs_01999999-9999-7999-8999-999999999999';
    expect(await post(city, { ...recommendation, oversupplyId })).toBe('unknown');
  });

  it('that was lost is asked for again after 30 s', async () => {
    await using city = await startCity([{}], sqlite);
    const lot = await city.supplier.register();
    const { queues } = city.system.ports;
    const [message] = await queues.receive('match-requests', { max: 1, leaseSeconds: 30, waitMs: 0 });
    await queues.acknowledge('match-requests', [message!.receipt]);

    await city.system.advance(29_000, 29_000);
    expect((await city.supplier.lot(lot.id)).status).toBe('matching');
    await city.system.advance(1000, 1000);

    expect((await city.supplier.lot(lot.id)).status).toBe('offered');
  });

  it('that names recipients who may not receive the lot goes to none of them', async () => {
    await using city = await startCity([{}, { categories: ['produce'] }, { active: false }], sqlite);
    const { recommendation } = await answered(city);
    const [candidate] = recommendation.candidates;
    city.system.matcher.pause();
    const lot = await city.supplier.register();
    const wrong = [
      city.recipients[1]!.id,
      city.recipients[2]!.id,
      'rec_01999999-9999-7999-8999-999999999999',
    ];

    await post(city, {
      ...recommendation,
      oversupplyId: lot.id,
      candidates: wrong.map((recipientId) => ({ ...candidate!, recipientId })),
    });

    expect(await city.supplier.lot(lot.id)).toMatchObject({ status: 'matching', offers: [] });
    city.system.matcher.resume();
    await city.system.drain();
    expect((await city.supplier.lot(lot.id)).offers[0]!.recipientId).toBe(city.recipients[0]!.id);
  });
});

/** A lot that was matched, with the answer the matcher gave. */
async function answered(city: City): Promise<{ id: string; recommendation: Recommendation }> {
  const { id } = await city.supplier.register();
  await city.system.drain();
  const recommendation = await city.system.ports.lots.findRecommendation(id, 1);
  return { id, recommendation: recommendation! };
}

async function post(city: City, recommendation: Recommendation): Promise<string> {
  const answer = await city.system.internal.post('/internal/v1/recommendations', {
    recommendations: [recommendation],
  });
  return (answer as RecommendationBatchResult).results[0]!.effect;
}

async function policyOf({ operator }: City) {
  const policy = expecting(200, await operator.get<Record<string, unknown>>('/v1/policy'));
  const { changedAt: _, changedBy: __, ...input } = policy;
  return input;
}
