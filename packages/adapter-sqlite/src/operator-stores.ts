import type { AuditEntry, Policy } from '@sprk/contracts';
import { type AuditLog, DEFAULT_POLICY, type ImpactLedger, type PolicyStore } from '@sprk/core';
import { checkUnitSize } from '@sprk/core/ports/unit-size';
import { toKg } from '@sprk/core/shared/milligrams';
import { parseCursor } from '@sprk/core/shared/page-cursor';
import { pageFromRows } from './page.ts';
import type { Store } from './store.ts';

export function createSqlitePolicyStore(store: Store): PolicyStore {
  const { writer, reader, group, outbox, sequence } = store;
  const findVersion = writer.prepare('SELECT version FROM policy');
  const put = writer.prepare('INSERT OR REPLACE INTO policy VALUES (1, ?, ?, ?)');
  const read = reader.prepare('SELECT body FROM policy');
  return {
    async current() {
      const row = read.get();
      return row ? (JSON.parse(String(row.body)) as Policy) : DEFAULT_POLICY;
    },
    async put({ policy, events, audit }) {
      checkUnitSize(1 + events.length + audit.length);
      return group.run(() => {
        const version = Number(findVersion.get()?.version ?? DEFAULT_POLICY.version);
        if (version !== policy.version - 1) return { kind: 'stale' };
        put.run(policy.version, JSON.stringify(policy), sequence.take());
        outbox.audit(audit);
        outbox.emit(events);
        return { kind: 'stored' };
      });
    },
  };
}

export function createSqliteAuditLog({ reader }: Store): AuditLog {
  const read = reader.prepare('SELECT seq, body FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?');
  return {
    async list(page) {
      const before = Number(parseCursor('audit', page.cursor) ?? Number.MAX_SAFE_INTEGER);
      return pageFromRows(
        'audit',
        read.all(before, page.limit + 1) as unknown as { seq: number; body: string }[],
        page.limit,
        (row): AuditEntry => JSON.parse(row.body),
        (row) => String(row.seq),
      );
    },
  };
}

export function createSqliteImpactLedger({ reader }: Store): ImpactLedger {
  const read = reader.prepare(
    'SELECT category, sum(lots) AS lots, sum(mg) AS mg FROM impact WHERE date BETWEEN ? AND ? GROUP BY category',
  );
  return {
    async collected(fromDate, toDate) {
      const rows = read.all(fromDate, toDate);
      return {
        lots: rows.reduce((sum, row) => sum + Number(row.lots), 0),
        massKgByCategory: Object.fromEntries(rows.map((row) => [String(row.category), toKg(Number(row.mg))])),
      };
    },
  };
}
