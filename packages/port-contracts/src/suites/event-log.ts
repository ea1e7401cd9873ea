import { describe, expect, it } from 'vitest';
import { aLotEvent } from '../factories/event.ts';
import { aChange } from '../factories/lot.ts';
import { type OpenPorts, useStore } from './harness.ts';

export function eventLogContract(name: string, openPorts: OpenPorts): void {
  describe(`${name}: event log`, () => {
    const store = useStore(openPorts);

    it('goes on after any cursor, in the order of the units and within them', async () => {
      const start = await store.ports.events.latest();
      const lot = await store.register();
      const told = Array.from({ length: 4 }, () => aLotEvent(lot));
      await store.ports.lots.commit(aChange(lot, { events: told.slice(0, 2) }));
      await store.ports.lots.commit(aChange({ ...lot, version: 2 }, { events: told.slice(2) }));

      const all = await store.ports.events.after(start, 100);

      expect(all.gap).toBe(false);
      expect(all.events.slice(1).map(({ event }) => event)).toEqual(told);
      for (const [index, { cursor }] of all.events.entries()) {
        const rest = await store.ports.events.after(cursor, 100);
        expect(rest).toEqual({ gap: false, events: all.events.slice(index + 1) });
      }
      expect(await store.ports.events.after(start, 2)).toEqual({
        gap: false,
        events: all.events.slice(0, 2),
      });
      expect((await store.ports.events.after(await store.ports.events.latest(), 9)).events).toEqual([]);
    });

    it('starts an empty log without a gap', async () => {
      expect(await store.ports.events.after(await store.ports.events.latest(), 9)).toEqual({
        gap: false,
        events: [],
      });
    });

    it('tells nothing of units that were refused', async () => {
      const lot = await store.register();
      await store.ports.lots.commit(aChange({ ...lot, version: 5 }, { events: [aLotEvent(lot)] }));

      expect(await store.events()).toHaveLength(1);
    });

    it('keeps the events of each unit together when many commit at once', async () => {
      const lots = await Promise.all(Array.from({ length: 10 }, () => store.register()));
      await Promise.all(
        lots.map((lot, index) =>
          store
            .handle(index)
            .lots.commit(aChange(lot, { events: [aLotEvent(lot), aLotEvent(lot), aLotEvent(lot)] })),
        ),
      );

      const told = (await store.events()).slice(10).map(({ subject }) => subject);

      expect(told).toHaveLength(30);
      for (let index = 0; index < 30; index += 3) {
        expect(new Set(told.slice(index, index + 3)).size).toBe(1);
      }
    });

    it('shows every event once to a reader that follows while others write', async () => {
      let cursor = await store.ports.events.latest();
      const seen: string[] = [];
      const writing = Promise.all(Array.from({ length: 30 }, () => store.register()));
      let isWritten = false;
      void writing.then(() => {
        isWritten = true;
      });
      for (let isLast = false; !isLast; ) {
        isLast = isWritten;
        const { events, gap } = await store.ports.events.after(cursor, 4);
        expect(gap).toBe(false);
        seen.push(...events.map(({ event }) => event.id));
        cursor = events.at(-1)?.cursor ?? cursor;
        if (events.length > 0) isLast = false;
        await new Promise((resolve) => setImmediate(resolve));
      }

      expect(seen).toHaveLength(30);
      expect(new Set(seen).size).toBe(30);
    });

    it.each(['', 'made-up', '999999999', '-1', 'x.1', '\u0000'])(
      'tells of a gap for the cursor %j',
      async (cursor) => {
        await store.register();

        const { gap } = await store.ports.events.after(cursor, 10);

        expect(gap).toBe(true);
      },
    );

    it('tells of a gap when the cursor is older than what is kept', async () => {
      const { forgetEvents } = store.opened;
      if (!forgetEvents) return;
      const start = await store.ports.events.latest();
      await store.register();
      await store.drain('match-requests');
      await forgetEvents();

      const recent = await store.ports.events.latest();
      const lot = await store.register();

      expect(await store.ports.events.after(start, 10)).toMatchObject({ gap: true });
      expect(await store.ports.events.after(recent, 10)).toMatchObject({
        gap: false,
        events: [{ event: { subject: lot.id } }],
      });
    });
  });
}
