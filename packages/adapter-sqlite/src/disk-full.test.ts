import { aChange, anOutcome } from '@sprk/port-contracts';
import { describe, expect, it } from 'vitest';
import { allLotIds, openTemporaryStore, register } from './_open-temporary.ts';
import { readPragma } from './pragma.ts';

describe('a full disk', () => {
  it('never acknowledges what is not stored, keeps reading, and goes on when there is room', async () => {
    using opened = openTemporaryStore({ lateBatch: 16 });
    const { ports, store } = opened;
    const stored = [await register(ports)];
    store.writer.exec(`PRAGMA max_page_count = ${readPragma(store.writer, 'page_count') + 12}`);
    let refused = 0;

    for (let round = 0; round < 20; round += 1) {
      const results = await Promise.allSettled(Array.from({ length: 10 }, () => register(ports)));
      for (const result of results) {
        if (result.status === 'fulfilled') {
          stored.push(result.value);
        } else {
          refused += 1;
          expect(result.reason).toMatchObject({ code: 'unavailable', retryable: true });
        }
      }
      expect(await allLotIds(ports)).toEqual(stored.map(({ id }) => id));
    }

    expect(refused).toBeGreaterThan(100);
    expect((await ports.lots.counts()).byStatus.matching).toBe(stored.length);
    expect(await ports.queues.depth('match-requests')).toMatchObject({ ready: stored.length });

    store.writer.exec('PRAGMA max_page_count = 1000000');
    stored.push(await register(ports));
    expect(await ports.lots.commit(aChange(stored[0]!))).toEqual({ kind: 'committed' });
    expect(await ports.outcomes.append([anOutcome()])).toMatchObject({ nextPosition: 1 });
    expect(await allLotIds(ports)).toEqual(stored.map(({ id }) => id));
    const { events } = await ports.events.after(await firstCursor(ports), 1000);
    expect(events.map(({ event }) => event.subject)).toEqual(stored.map(({ id }) => id));
    expect(store.writer.prepare('PRAGMA integrity_check').get()).toMatchObject({ integrity_check: 'ok' });
  });
});

/** The cursor before the first event: that of a store of the same id with nothing in it. */
async function firstCursor(ports: ReturnType<typeof openTemporaryStore>['ports']): Promise<string> {
  const latest = await ports.events.latest();
  return `${latest.split('.')[0]}.0`;
}
