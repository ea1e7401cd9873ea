import { createSeededRandom } from '@sprk/adapter-memory';
import type { IdempotencyClaim, Lot } from '@sprk/core';
import { aClaim, aLot, testId } from '@sprk/port-contracts';
import { describe, expect, it } from 'vitest';
import { copyAsAfterCrash, openTemporaryStore, temporaryDirectory } from './_open-temporary.ts';
import { LateIndex } from './late-index.ts';
import { openSqlitePorts } from './open-sqlite-ports.ts';

const clock = { now: () => Date.parse('2026-03-02T08:00:00Z') };

describe('LateIndex', () => {
  it('has every row in memory or moved, through commits and rollbacks', () => {
    const random = createSeededRandom(3);
    let table = new Set<number>();
    let before = new Set<number>();
    let finished = 0;
    const index = new LateIndex({
      batch: 10,
      move: (n) => table.add(n),
      finish: (through) => {
        finished = through;
      },
    });
    const names: string[] = [];
    let n = 0;
    for (let round = 0; round < 400; round += 1) {
      const added = Array.from({ length: Math.floor(random.next() * 4) }, () => {
        n += 1;
        const name = `${random.next()}`;
        index.add(name, n);
        expect(index.find(name)).toBe(n);
        expect(index.findDurable(name)).toBeUndefined();
        return name;
      });
      if (round % 50 === 0) index.catchUp(5);
      index.flush();
      if (random.next() < 0.2) {
        index.rolledBack();
        table = new Set(before);
        n -= added.length;
      } else {
        index.committed();
        before = new Set(table);
        names.push(...added);
      }
      for (const [position, name] of names.entries()) {
        expect(table.has(position + 1) || index.findDurable(name) === position + 1).toBe(true);
      }
      expect([...index.names()].length).toBeLessThanOrEqual(30);
    }
    expect(finished).toBeGreaterThan(names.length - 40);
  });

  it('changes nothing that callers see, whatever has moved, also after a crash', async () => {
    using copies = temporaryDirectory();
    using opened = openTemporaryStore({ lateBatch: 12 });
    const suppliers = Array.from({ length: 4 }, () => testId('sup'));
    const random = createSeededRandom(5);
    const lots: { readonly lot: Lot; readonly idempotency: IdempotencyClaim }[] = [];
    for (let round = 0; round < 60; round += 1) {
      const made = Array.from({ length: 1 + Math.floor(random.next() * 3) }, () => {
        return aLot({ registration: { supplierId: suppliers[Math.floor(random.next() * 4)]! } });
      });
      await Promise.all(
        made.map((lot) => {
          const idempotency = aClaim(lot, {
            scope: lot.registration.supplierId,
            key: `key ${random.next()} ${lot.id}`,
          });
          lots.push({ lot, idempotency });
          return opened.ports.lots.register({ lot, idempotency, events: [] });
        }),
      );
      if (round % 17 === 16) await opened.ports.maintain();
      let ports: Pick<typeof opened.ports, 'lots'> = opened.ports;
      if (round % 10 === 9) {
        copyAsAfterCrash(opened.file, copies.file);
        ports = await openSqlitePorts({ file: copies.file, clock });
      }
      for (const supplierId of suppliers) {
        const mine = lots
          .filter(({ lot }) => lot.registration.supplierId === supplierId)
          .map(({ lot }) => lot.id);
        const seen: string[] = [];
        for (let cursor: string | null | undefined; cursor !== null; ) {
          const page = await ports.lots.list({
            supplierId,
            status: 'matching',
            limit: 7,
            ...(cursor && { cursor }),
          });
          seen.push(...page.items.map(({ id }) => id));
          cursor = page.nextCursor;
        }
        expect(seen).toEqual(mine.reverse());
      }
      for (const { idempotency } of lots) {
        expect(await ports.lots.findClaim(idempotency.scope, idempotency.key)).toEqual(idempotency);
      }
      const again = lots[Math.floor(random.next() * lots.length)]!;
      const replay = await ports.lots.register({ lot: aLot(), idempotency: again.idempotency, events: [] });
      expect(replay).toEqual({ kind: 'replayed', resourceId: again.lot.id });
      if (ports !== opened.ports) await (ports as unknown as AsyncDisposable)[Symbol.asyncDispose]();
    }
  });
});
