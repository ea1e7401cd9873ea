import type { Lot } from '@sprk/core';
import { aChange, aLotEvent, anEvent, anOffer, anOutcome, aRecommendation } from '@sprk/port-contracts';
import { describe, expect, it } from 'vitest';
import { openTemporaryStore, register } from './_open-temporary.ts';
import { startMaintenance } from './start-maintenance.ts';

const DAY_MS = 86_400_000;
const PER_DAY = 6;
type Opened = ReturnType<typeof openTemporaryStore>;

/** A lot from its registration to its end, with all that it leaves behind. */
async function liveThrough({ ports, clock }: Opened): Promise<Lot> {
  const now = new Date(clock.now()).toISOString();
  const lot = await register(ports, { registeredAt: now });
  const offer = anOffer(lot, { offeredAt: now, slotDate: now.slice(0, 10) });
  const offered = aChange(lot, {
    lot: {
      status: 'offered',
      offers: [offer],
      cascade: { round: 1, weightsVersion: 'w', schemaHash: 's', candidates: [], next: 1 },
    },
    offers: [offer],
    slots: [{ recipientId: offer.recipientId, date: offer.slotDate, deltaKg: 5, capacityKg: 50 }],
    recommendation: aRecommendation(lot),
    events: [anEvent('outcome.recorded', anOutcome()), aLotEvent(lot)],
  });
  await ports.lots.commit(offered);
  const done = aChange(offered.lot, { lot: { status: 'collected', offers: [offer] } });
  await ports.lots.commit(done);
  return done.lot;
}

async function empty({ ports }: Opened, queue: 'match-requests' | 'outcomes', toDead = 0): Promise<void> {
  const messages = await ports.queues.receive(queue, { max: 256, leaseSeconds: 60, waitMs: 0 });
  for (const { receipt } of messages.slice(0, toDead))
    await ports.queues.deadLetter(queue, receipt, 'poison');
  await ports.queues.acknowledge(
    queue,
    messages.slice(toDead).map(({ receipt }) => receipt),
  );
}

function rowsOf({ store }: Opened): Record<string, number> {
  const tables = [
    'events',
    'queue',
    'claims',
    'claims_log',
    'offers',
    'recommendations',
    'slots',
    'dead_letters',
    'lots',
    'archive_lots',
  ];
  return Object.fromEntries(
    tables.map((table) => [
      table,
      Number(store.reader.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n),
    ]),
  );
}

async function maintainAll({ ports }: Opened): Promise<void> {
  // Twice over: the sweep through the keys may have begun in the middle.
  for (let idle = 0; idle < 3; idle += 1) while ((await ports.maintain()) > 0) idle = 0;
}

describe('maintenance', () => {
  it('keeps what it holds bounded over months, and lots readable', async () => {
    using opened = openTemporaryStore();
    const lots: Lot[] = [];
    let half: Record<string, number> = {};
    for (let day = 0; day < 240; day += 1) {
      lots.push(...(await Promise.all(Array.from({ length: PER_DAY }, () => liveThrough(opened)))));
      await empty(opened, 'match-requests', day % 10 === 0 ? 1 : 0);
      await empty(opened, 'outcomes');
      await opened.clock.advance(DAY_MS);
      if (day % 6 === 5) await maintainAll(opened);
      if (day === 119) half = rowsOf(opened);
    }

    const rows = rowsOf(opened);
    expect(rows).toMatchObject({
      events: expect.toSatisfy((n: number) => n <= 7 * PER_DAY * 3),
      queue: 0,
      offers: expect.toSatisfy((n: number) => n <= 91 * PER_DAY),
      recommendations: expect.toSatisfy((n: number) => n <= 91 * PER_DAY),
      slots: expect.toSatisfy((n: number) => n <= 61 * PER_DAY),
      dead_letters: expect.toSatisfy((n: number) => n >= 3 && n <= 4),
      lots: 240 * PER_DAY,
    });
    expect(rows.claims! + rows.claims_log!).toBeLessThanOrEqual(8 * PER_DAY);
    const { lots: _l, archive_lots: _a, ...bounded } = rows;
    for (const [table, count] of Object.entries(bounded))
      expect(count, table).toBeLessThanOrEqual(half[table]! + PER_DAY);
    expect(rows.archive_lots).toBeGreaterThan(140 * PER_DAY);

    const old = lots[0]!;
    const { cascade: _, ...kept } = old;
    expect(await opened.ports.lots.find(old.id)).toEqual(kept);
    expect(await opened.ports.lots.findRecommendation(old.id)).toMatchObject({
      oversupplyId: old.id,
      round: 1,
    });
    expect(await opened.ports.lots.findRecommendation(old.id, 2)).toBeUndefined();
    expect(await opened.ports.lots.find(lots.at(-1)!.id)).toEqual(lots.at(-1));
    const { pages, freePages } = opened.ports.stats();
    expect(freePages).toBeLessThan(pages / 2);
  }, 60_000);

  it('leaves events alone that a queue still points to, and goes past them', async () => {
    using opened = openTemporaryStore();
    const start = await opened.ports.events.latest();
    const waiting = await register(opened.ports);
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(Array.from({ length: 200 }, () => liveThrough(opened)));
      await empty(opened, 'outcomes');
    }
    await opened.clock.advance(8 * DAY_MS);

    await maintainAll(opened);

    const [message] = await opened.ports.queues.receive('match-requests', {
      max: 1,
      leaseSeconds: 9,
      waitMs: 0,
    });
    expect(message?.event.subject).toBe(waiting.id);
    const { events, queue } = rowsOf(opened);
    expect(events).toBe(queue);
    expect(await opened.ports.events.after(start, 1)).toMatchObject({ gap: true });
  });

  it('lets delivered events go early when there are too many', async () => {
    using opened = openTemporaryStore({ retention: { maxEvents: 10 } });
    for (let index = 0; index < 15; index += 1) await register(opened.ports);
    await empty(opened, 'match-requests');

    await maintainAll(opened);

    expect(rowsOf(opened).events).toBe(10);
  });

  it('runs in the background until aborted, and survives errors', async () => {
    const controller = new AbortController();
    const errors: unknown[] = [];
    let calls = 0;
    const ports = {
      async maintain() {
        calls += 1;
        if (calls === 2) throw new Error('Disk full.');
        if (calls === 5) controller.abort();
        return calls < 4 ? 1 : 0;
      },
    };

    await startMaintenance(ports, {
      everyMs: 1,
      signal: controller.signal,
      onError: (error) => errors.push(error),
    });

    expect(calls).toBe(5);
    expect(errors).toEqual([new Error('Disk full.')]);
  });
});
