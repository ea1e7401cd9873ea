import { describe, expect, it } from 'vitest';
import { aLotEvent, aMatchRequest } from '../factories/event.ts';
import { aClaim, aLot } from '../factories/lot.ts';
import { testId } from '../factories/test-id.ts';
import { type OpenPorts, useStore } from './harness.ts';

export function lotRegistrationContract(name: string, openPorts: OpenPorts): void {
  describe(`${name}: registration`, () => {
    const store = useStore(openPorts);

    it('stores the lot exactly, with its claim, its counter and its event', async () => {
      const lot = aLot({
        registration: {
          product: 'Brötchen "extra" 🥖',
          notes: 'line\nbreak',
          minPartKg: 0.001,
          divisible: true,
        },
        wakeAt: '2026-03-02T08:00:30.000Z',
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      });
      const claim = aClaim(lot);
      const event = aMatchRequest(lot);

      const result = await store.ports.lots.register({ lot, idempotency: claim, events: [event] });

      expect(result).toEqual({ kind: 'registered' });
      expect(await store.ports.lots.find(lot.id)).toEqual(lot);
      expect(await store.ports.lots.findClaim(claim.scope, claim.key)).toEqual(claim);
      expect((await store.ports.lots.counts()).byStatus).toMatchObject({ matching: 1, offered: 0 });
      expect(await store.events()).toEqual([event]);
      expect(await store.drain('match-requests')).toEqual([event]);
    });

    it('tells the matcher what core says of a new lot, to the letter', async () => {
      const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
      const lots = [aLot(), aLot({ traceparent }), aLot({ lostTo: [testId('rec')] })];
      const events = lots.map((lot) => aMatchRequest(lot, { id: `${lot.id}:1:0` }));

      for (const [index, lot] of lots.entries()) {
        await store.ports.lots.register({ lot, idempotency: aClaim(lot), events: [events[index]!] });
      }

      expect(await store.events()).toEqual(events);
      expect(await store.drain('match-requests')).toEqual(events);
    });

    it('gives back what the first call made when key and body are the same', async () => {
      const first = await store.register();
      const again = aLot();
      const claim = aClaim(first, { resourceId: again.id });
      const about = { lots: [first.id, again.id], claims: [[claim.scope, claim.key]] as const };
      const before = await store.snapshot(about);

      const result = await store.ports.lots.register({
        lot: again,
        idempotency: claim,
        events: [aMatchRequest(again)],
      });

      expect(result).toEqual({ kind: 'replayed', resourceId: first.id });
      expect(await store.snapshot(about)).toEqual(before);
    });

    it('refuses a key that was used with another body, and writes nothing', async () => {
      const first = await store.register();
      const other = aLot();
      const claim = aClaim(first, { fingerprint: 'c'.repeat(64), resourceId: other.id });
      const about = { lots: [first.id, other.id], claims: [[claim.scope, claim.key]] as const };
      const before = await store.snapshot(about);

      const result = await store.ports.lots.register({
        lot: other,
        idempotency: claim,
        events: [aMatchRequest(other)],
      });

      expect(result).toEqual({ kind: 'keyReused' });
      expect(await store.snapshot(about)).toEqual(before);
    });

    it('keeps the keys of different partners apart', async () => {
      const [mine, theirs] = [aLot(), aLot()];
      const claims = [mine, theirs].map((lot, index) => aClaim(lot, { scope: `sup_${index}`, key: 'same' }));

      for (const [index, lot] of [mine, theirs].entries()) {
        const result = await store.ports.lots.register({ lot, idempotency: claims[index]!, events: [] });
        expect(result).toEqual({ kind: 'registered' });
      }

      expect(await store.ports.lots.findClaim('sup_0', 'same')).toEqual(claims[0]);
      expect(await store.ports.lots.findClaim('sup_1', 'same')).toEqual(claims[1]);
      expect(await store.ports.lots.findClaim('sup_2', 'same')).toBeUndefined();
    });

    it('makes one lot of many calls at once with one key', async () => {
      const lots = Array.from({ length: 20 }, () => aLot());
      const results = await Promise.all(
        lots.map((lot, index) =>
          store.handle(index).lots.register({
            lot,
            idempotency: aClaim(lot, { key: 'one' }),
            events: [aMatchRequest(lot)],
          }),
        ),
      );

      const winner = lots[results.findIndex(({ kind }) => kind === 'registered')]!;
      const losers = results.filter(({ kind }) => kind !== 'registered');
      expect(losers).toHaveLength(19);
      for (const loser of losers) expect(loser).toEqual({ kind: 'replayed', resourceId: winner.id });
      const found = await Promise.all(lots.map(({ id }) => store.ports.lots.find(id)));
      expect(found.filter((lot) => lot !== undefined)).toEqual([winner]);
      expect((await store.events()).map(({ subject }) => subject)).toEqual([winner.id]);
      expect((await store.ports.lots.counts()).byStatus).toMatchObject({ matching: 1 });
    });

    it('registers many lots at once, each with its own event', async () => {
      const lots = Array.from({ length: 100 }, () => aLot());

      await Promise.all(
        lots.map((lot, index) =>
          store
            .handle(index)
            .lots.register({ lot, idempotency: aClaim(lot), events: [aMatchRequest(lot), aLotEvent(lot)] }),
        ),
      );

      expect((await store.ports.lots.counts()).byStatus).toMatchObject({ matching: 100 });
      const events = await store.events();
      expect(events).toHaveLength(200);
      expect(new Set(events.map(({ id }) => id)).size).toBe(200);
      const asked = await store.drain('match-requests');
      expect(new Set(asked.map(({ subject }) => subject))).toEqual(new Set(lots.map(({ id }) => id)));
    });

    it('refuses a unit that no adapter has to carry', async () => {
      const lot = aLot();
      const events = Array.from({ length: 100 }, () => aLotEvent(lot));

      await expect(
        store.ports.lots.register({ lot, idempotency: aClaim(lot), events }),
      ).rejects.toBeInstanceOf(RangeError);

      expect(await store.ports.lots.find(lot.id)).toBeUndefined();
      expect(await store.events()).toEqual([]);
    });

    it('hands out copies: changing one changes nothing in the store', async () => {
      const lot = await store.register();
      const found = (await store.ports.lots.find(lot.id)) as { -readonly [K in keyof typeof lot]: unknown };

      found.status = 'withdrawn';

      expect(await store.ports.lots.find(lot.id)).toEqual(lot);
      expect(await store.ports.lots.find('ovs_unknown')).toBeUndefined();
    });
  });
}
