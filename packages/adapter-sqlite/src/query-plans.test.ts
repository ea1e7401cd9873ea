import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openTemporaryStore } from './_open-temporary.ts';

/** Access patterns of the ports; each has to be carried by an index, whatever the size of the tables. */
const QUERIES = [
  'SELECT * FROM lots WHERE id = ?',
  'SELECT * FROM lots WHERE status = ? ORDER BY id DESC LIMIT 9',
  'SELECT * FROM lots WHERE id < ? ORDER BY id DESC LIMIT 9',
  'SELECT id FROM lots WHERE wake_at <= ? ORDER BY wake_at, id LIMIT 9',
  'SELECT l.* FROM supplier_lots s CROSS JOIN lots l ON l.id = s.id WHERE s.supplier = ? AND s.id < ? ORDER BY s.id DESC',
  'SELECT body FROM offers WHERE lot = ? ORDER BY attempt',
  'SELECT body FROM offers WHERE id = ?',
  'SELECT body FROM offers WHERE recipient = ? AND id < ? ORDER BY id DESC LIMIT 9',
  'SELECT body FROM offers WHERE status = 0 AND recipient = ? ORDER BY id DESC LIMIT 9',
  'SELECT body FROM recommendations WHERE lot = ? ORDER BY round DESC LIMIT 1',
  'SELECT * FROM claims WHERE scope = ? AND key = ?',
  'SELECT * FROM queue WHERE queue = ? AND visible_at <= ? ORDER BY visible_at LIMIT 9',
  'SELECT * FROM queue WHERE queue = ? AND place >= ? AND visible_at IS NULL ORDER BY place LIMIT 9',
  'SELECT min(visible_at) FROM queue WHERE queue = ? AND visible_at IS NOT NULL',
  'SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT 9',
  'SELECT * FROM slots WHERE seq > ? ORDER BY seq LIMIT 9',
  'SELECT * FROM slots WHERE date < ? ORDER BY date LIMIT 9',
  'SELECT body FROM suppliers WHERE external_id = ?',
  'SELECT * FROM weights WHERE sequence < ? ORDER BY sequence DESC LIMIT 9',
];

function planOf(db: DatabaseSync, sql: string): string {
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
  return steps.map(({ detail }) => String(detail)).join('; ');
}

describe('queries', () => {
  it.each(QUERIES)('%s needs neither a scan nor a sort', (sql) => {
    using opened = openTemporaryStore();

    const plan = planOf(opened.store.reader, sql);

    expect(plan).toContain('SEARCH');
    expect(plan).not.toMatch(/TEMP B-TREE/);
    expect(plan.replaceAll(/SCAN \w+ USING (COVERING )?INDEX \w+/g, '')).not.toContain('SCAN');
  });
});
