import type { DirectoryEntry } from '@sprk/contracts';
import { DEFAULT_POLICY, type DirectoryFeed } from '@sprk/core';
import { toKg } from '@sprk/core/shared/milligrams';
import { readCursor, toCursor } from '@sprk/core/shared/page-cursor';
import { type PackedId, unpackId } from './packed-id.ts';
import type { Store } from './store.ts';
import { readStoreId } from './store-id.ts';

interface ChangeRow {
  readonly seq: number;
  readonly kind: 'supplier' | 'recipient' | 'slot' | 'activity' | 'policy';
  readonly body: string;
  readonly recipient: PackedId | null;
  readonly mg: number | null;
}

/** Merged by the index on `seq` of each table, so a page costs what it returns. */
const CHANGES = `
  SELECT seq, 'supplier' AS kind, body, NULL AS recipient, NULL AS mg FROM suppliers WHERE seq > ?1
  UNION ALL SELECT seq, 'recipient', body, NULL, NULL FROM recipients WHERE seq > ?1
  UNION ALL SELECT seq, 'activity', body, NULL, NULL FROM activity WHERE seq > ?1
  UNION ALL SELECT seq, 'slot', date, recipient, mg FROM slots WHERE seq > ?1
  UNION ALL SELECT seq, 'policy', body, NULL, NULL FROM policy WHERE seq > ?1
  ORDER BY 1 LIMIT ?2`;

export function createSqliteDirectoryFeed({ reader, sequence }: Store): DirectoryFeed {
  const readChanges = reader.prepare(CHANGES);
  const readPolicy = reader.prepare('SELECT 1 FROM policy');
  const storeId = readStoreId(reader);

  /** A cursor of another file, such as the one a backup was restored over, tells nothing about this one. */
  function position(cursor: string | undefined): number {
    const [store, seq] = (readCursor('directory', cursor) ?? '').split('.');
    return store === storeId && Number(seq) <= sequence.durable ? Number(seq) : -1;
  }

  return {
    async changes(after, limit) {
      const from = position(after);
      // As long as nobody changed the policy there is no row of it, and it comes first.
      const untouched: DirectoryEntry[] =
        from < 0 && !readPolicy.get() ? [{ kind: 'policy', policy: DEFAULT_POLICY }] : [];
      const rows = readChanges.all(from, limit + 1) as unknown as ChangeRow[];
      const shown = rows.slice(0, limit - untouched.length);
      const reached = shown.at(-1)?.seq ?? Math.max(0, from);
      return {
        entries: [...untouched, ...shown.map(entryFromRow)],
        cursor: toCursor('directory', `${storeId}.${reached}`),
        more: rows.length > shown.length,
      };
    },
  };
}

function entryFromRow({ kind, body, recipient, mg }: ChangeRow): DirectoryEntry {
  switch (kind) {
    case 'supplier':
      return { kind, supplier: JSON.parse(body) };
    case 'recipient':
      return { kind, recipient: JSON.parse(body) };
    case 'activity':
      return { kind, activity: JSON.parse(body) };
    case 'policy':
      return { kind, policy: JSON.parse(body) };
    case 'slot': {
      const recipientId = unpackId('rec', recipient ?? '');
      return { kind, slot: { recipientId, date: body, reservedKg: toKg(mg ?? 0) } };
    }
  }
}
