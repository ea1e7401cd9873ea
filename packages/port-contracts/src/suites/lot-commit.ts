import type { Lot, LotChange } from '@sprk/core';
import { describe, expect, it } from 'vitest';
import { aLotEvent, aMatchRequest, anAuditEntry, anEvent } from '../factories/event.ts';
import { anOutcome } from '../factories/learning.ts';
import { aChange, aLot, anOffer, aRecommendation } from '../factories/lot.ts';
import { testId } from '../factories/test-id.ts';
import { type OpenPorts, useStore } from './harness.ts';

const DATE = '2026-03-02';

/** A change that touches everything there is to touch. */
function fullChange(lot: Lot, recipientId: string, capacityKg = 100, maxOpenOffers = 5): LotChange {
  const offer = anOffer(lot, { recipientId });
  const child = aLot({ registration: { parentId: lot.id }, wakeAt: '2026-03-02T08:00:30.000Z' });
  return aChange(lot, {
    lot: { status: 'offered', offers: [offer], childIds: [child.id], wakeAt: offer.answerBy },
    offers: [offer],
    children: [child],
    slots: [{ recipientId, date: DATE, deltaKg: 12.5, capacityKg }],
    activity: [{ recipientId, openOffers: 1, maxOpenOffers, fadedOffers: 1.5 }],
    recommendation: aRecommendation(lot),
    counts: { matching: 0, offered: 1, unanswered: 1 },
    impact: { date: DATE, category: 'bakery', massKg: 12.5 },
    events: [
      aLotEvent(lot),
      aMatchRequest(child),
      anEvent('outcome.recorded', anOutcome({ oversupplyId: lot.id, recipientId })),
    ],
    audit: [anAuditEntry({ subject: lot.id })],
  });
}

function about(change: LotChange, recipientId: string) {
  return {
    lots: [change.lot.id, ...change.children.map(({ id }) => id)],
    offers: change.offers.map(({ id }) => id),
    recipients: [recipientId],
  };
}

export function lotCommitContract(name: string, openPorts: OpenPorts): void {
  describe(`${name}: commit`, () => {
    const store = useStore(openPorts);

    it('stores all that belongs to a step, and tells it in order', async () => {
      const lot = await store.register();
      const recipientId = testId('rec');
      const change = fullChange(lot, recipientId);

      expect(await store.ports.lots.commit(change)).toEqual({ kind: 'committed' });

      const { lots, ledger, audit, impact } = store.ports;
      expect(await lots.find(lot.id)).toEqual(change.lot);
      expect(await lots.findOffer(change.offers[0]!.id)).toEqual(change.offers[0]);
      expect(await lots.find(change.children[0]!.id)).toEqual(change.children[0]);
      expect(await lots.findRecommendation(lot.id)).toEqual(change.recommendation);
      expect(await lots.counts()).toMatchObject({ byStatus: { matching: 1, offered: 1 }, unanswered: 1 });
      expect(await ledger.slots([{ recipientId, date: DATE }])).toEqual([
        { recipientId, date: DATE, reservedKg: 12.5 },
      ]);
      expect(await ledger.activity([recipientId])).toMatchObject([{ openOffers: 1, fadedOffers: 1.5 }]);
      expect((await audit.list({ limit: 10 })).items).toEqual(change.audit);
      expect(await impact.collected(DATE, DATE)).toEqual({ lots: 1, massKgByCategory: { bakery: 12.5 } });
      expect((await store.events()).slice(1)).toEqual(change.events);
      expect((await store.drain('match-requests')).slice(1)).toEqual([change.events[1]]);
      expect(await store.drain('outcomes')).toEqual([change.events[2]]);
    });

    it('writes nothing on a lot that somebody else changed, or that is not there', async () => {
      const lot = await store.register();
      const recipientId = testId('rec');
      await store.ports.lots.commit(aChange(lot));
      for (const stale of [fullChange(lot, recipientId), fullChange(aLot(), recipientId)]) {
        const before = await store.snapshot(about(stale, recipientId));

        expect(await store.ports.lots.commit(stale)).toEqual({ kind: 'stale' });

        expect(await store.snapshot(about(stale, recipientId))).toEqual(before);
      }
    });

    it('writes nothing when the slot is full', async () => {
      const lot = await store.register();
      const recipientId = testId('rec');
      const change = fullChange(lot, recipientId, 12.499999);
      const before = await store.snapshot(about(change, recipientId));

      expect(await store.ports.lots.commit(change)).toEqual({ kind: 'slotFull', recipientId });

      expect(await store.snapshot(about(change, recipientId))).toEqual(before);
    });

    it('writes nothing when the recipient has enough open offers', async () => {
      const lot = await store.register();
      const recipientId = testId('rec');
      await store.ports.lots.commit(
        aChange(await store.register(), { activity: [{ recipientId, openOffers: 2 }] }),
      );
      const change = fullChange(lot, recipientId, 100, 2);
      const before = await store.snapshot(about(change, recipientId));

      expect(await store.ports.lots.commit(change)).toEqual({ kind: 'fatigued', recipientId });

      expect(await store.snapshot(about(change, recipientId))).toEqual(before);
    });

    it('writes nothing when a child or a recommendation of that round is there already', async () => {
      const lot = await store.register();
      const recipientId = testId('rec');
      const first = fullChange(lot, recipientId);
      await store.ports.lots.commit(first);
      const next = fullChange(first.lot, recipientId);
      const { recommendation, ...rest } = next;
      const changes = [
        { ...next, recommendation: aRecommendation(lot, { round: 1, policyVersion: 7 }) },
        { ...rest, children: first.children },
      ];
      for (const change of changes) {
        const before = await store.snapshot(about(change, recipientId));

        expect(await store.ports.lots.commit(change)).toEqual({ kind: 'stale' });

        expect(await store.snapshot(about(change, recipientId))).toEqual(before);
      }
      expect(recommendation).toBeDefined();
    });

    it('refuses to release more than is held, and writes nothing', async () => {
      const lot = await store.register();
      const recipientId = testId('rec');
      const release = { recipientId, date: DATE, deltaKg: -0.000001, capacityKg: 0 };
      const change = { ...fullChange(lot, recipientId), slots: [release] };
      const before = await store.snapshot(about(change, recipientId));

      await expect(store.ports.lots.commit(change)).rejects.toThrow(/cannot be released/);

      expect(await store.snapshot(about(change, recipientId))).toEqual(before);
    });

    it('refuses a unit above the size that every adapter carries', async () => {
      const lot = await store.register();
      const change = aChange(lot, { events: Array.from({ length: 100 }, () => aLotEvent(lot)) });

      await expect(store.ports.lots.commit(change)).rejects.toBeInstanceOf(RangeError);

      expect(await store.ports.lots.find(lot.id)).toEqual(lot);
    });

    it('lets exactly one of many commits at once win', async () => {
      const lot = await store.register();
      const changes = Array.from({ length: 16 }, () => fullChange(lot, testId('rec')));

      const results = await Promise.all(
        changes.map((change, index) => store.handle(index).lots.commit(change)),
      );

      expect(results.filter(({ kind }) => kind === 'committed')).toHaveLength(1);
      expect(results.filter(({ kind }) => kind === 'stale')).toHaveLength(15);
      const winner = changes[results.findIndex(({ kind }) => kind === 'committed')]!;
      expect(await store.ports.lots.find(lot.id)).toEqual(winner.lot);
      expect((await store.events()).slice(1)).toEqual(winner.events);
      expect((await store.ports.lots.listOffers({ limit: 50 })).items).toEqual(winner.offers);
      expect(await store.ports.lots.counts()).toMatchObject({ byStatus: { offered: 1 }, unanswered: 1 });
    });

    it('changes an offer in place and keeps the others', async () => {
      const lot = await store.register();
      const first = anOffer(lot, { attempt: 1 });
      const second = anOffer(lot, { attempt: 2 });
      await store.ports.lots.commit(aChange(lot, { lot: { offers: [first] }, offers: [first] }));
      const declined = { ...first, status: 'declined', declineReason: 'no_transport' } as const;
      const change = aChange(
        { ...lot, version: 2 },
        { lot: { offers: [declined, second] }, offers: [declined, second] },
      );

      await store.ports.lots.commit(change);

      expect((await store.ports.lots.find(lot.id))?.offers).toEqual([declined, second]);
      expect(await store.ports.lots.findOffer(first.id)).toEqual(declined);
      expect(await store.ports.lots.findOffer('off_unknown')).toBeUndefined();
    });

    it('keeps one recommendation per round, and gives the newest unless asked for one', async () => {
      const lot = await store.register();
      const rounds = [1, 2].map((round) => aRecommendation(lot, { round, policyVersion: round }));
      await store.ports.lots.commit(aChange(lot, { recommendation: rounds[0]! }));
      await store.ports.lots.commit(aChange({ ...lot, version: 2 }, { recommendation: rounds[1]! }));

      expect(await store.ports.lots.findRecommendation(lot.id)).toEqual(rounds[1]);
      expect(await store.ports.lots.findRecommendation(lot.id, 1)).toEqual(rounds[0]);
      expect(await store.ports.lots.findRecommendation(lot.id, 3)).toBeUndefined();
      expect(await store.ports.lots.findRecommendation(testId('ovs'))).toBeUndefined();
    });
  });
}
