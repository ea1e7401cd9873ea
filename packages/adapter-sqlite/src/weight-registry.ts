import type { Weights } from '@sprk/contracts';
import type { WeightRegistry } from '@sprk/core';
import { checkUnitSize } from '@sprk/core/ports/unit-size';
import { parseCursor } from '@sprk/core/shared/page-cursor';
import { pageFromRows } from './page.ts';
import type { Store } from './store.ts';

interface WeightsRow {
  readonly sequence: number;
  readonly body: string;
}

export function createSqliteWeightRegistry({ writer, reader, group, outbox }: Store): WeightRegistry {
  const exists = writer.prepare('SELECT 1 FROM weights WHERE version = ?');
  const findNewest = writer.prepare('SELECT max(sequence) AS sequence FROM weights');
  const insert = writer.prepare('INSERT INTO weights VALUES (?, ?, ?)');
  const findGeneration = writer.prepare('SELECT generation FROM active_weights');
  const putActive = writer.prepare('INSERT OR REPLACE INTO active_weights VALUES (1, ?, ?)');
  const read = reader.prepare('SELECT body FROM weights WHERE version = ?');
  const readPage = reader.prepare(
    'SELECT sequence, body FROM weights WHERE sequence < ? ORDER BY sequence DESC LIMIT ?',
  );
  const readActive = reader.prepare('SELECT body FROM active_weights');

  return {
    async publish(weights) {
      const body = JSON.stringify(weights);
      return group.run(() => {
        if (exists.get(weights.version)) return { kind: 'exists' };
        if (Number(findNewest.get()?.sequence ?? -1) >= weights.sequence) return { kind: 'outdated' };
        insert.run(weights.version, weights.sequence, body);
        return { kind: 'published' };
      });
    },
    async find(version) {
      const row = read.get(version);
      return row && JSON.parse(String(row.body));
    },
    async list(page) {
      const before = Number(parseCursor('weights', page.cursor) ?? Number.MAX_SAFE_INTEGER);
      return pageFromRows(
        'weights',
        readPage.all(before, page.limit + 1) as unknown as WeightsRow[],
        page.limit,
        (row): Weights => JSON.parse(row.body),
        (row) => String(row.sequence),
      );
    },
    async active() {
      const row = readActive.get();
      return row && JSON.parse(String(row.body));
    },
    async activate({ active, events, audit }) {
      checkUnitSize(1 + events.length + audit.length);
      return group.run(() => {
        if (!exists.get(active.version)) return { kind: 'unknownVersion' };
        const generation = Number(findGeneration.get()?.generation ?? -1);
        if (generation !== active.generation - 1) return { kind: 'stale' };
        putActive.run(active.generation, JSON.stringify(active));
        outbox.audit(audit);
        outbox.emit(events);
        return { kind: 'activated' };
      });
    },
  };
}
