import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Lot, LotQuery, Page } from '@sprk/core';
import { parseCursor } from '@sprk/core/shared/page-cursor';
import { Conditions } from './conditions.ts';
import type { LotReader } from './lot-reader.ts';
import { LOT_COLUMNS, type LotRow } from './lot-rows.ts';
import { comparePacked, type PackedId, packedIdAt, packId, unpackId } from './packed-id.ts';
import { pageFromRows } from './page.ts';
import { createStatementCache } from './statement-cache.ts';
import { lotStatusNumber } from './statuses.ts';
import type { SupplierLots } from './supplier-lots.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Lots newest first. They get their ids at registration, so ids give the order, and bound a span of time roughly. */
export class LotLists {
  readonly #prepare: (sql: string) => StatementSync;
  readonly #lots: LotReader;
  readonly #supplierLots: SupplierLots;

  constructor(reader: DatabaseSync, lots: LotReader, supplierLots: SupplierLots) {
    this.#prepare = createStatementCache(reader);
    this.#lots = lots;
    this.#supplierLots = supplierLots;
  }

  list(query: LotQuery): Page<Lot> {
    const position = parseCursor('lots', query.cursor);
    const before = position === undefined ? undefined : packId('ovs', position);
    const rows =
      query.supplierId === undefined
        ? this.#all(query, before)
        : this.#ofSupplier(query.supplierId, query, before);
    return pageFromRows(
      'lots',
      rows,
      query.limit,
      (row) => this.#lots.whole(row),
      (row) => unpackId('ovs', row.id),
    );
  }

  #all(query: LotQuery, before: PackedId | undefined): readonly LotRow[] {
    const conditions = conditionsOf(query, 'id');
    if (before !== undefined) conditions.add('id < ?', before);
    const sql = `SELECT ${LOT_COLUMNS} FROM lots ${conditions} ORDER BY id DESC LIMIT ?`;
    return this.#rows(sql, ...conditions.values, query.limit + 1);
  }

  /** What the table has, merged with the newest lots that it does not have yet. */
  #ofSupplier(supplierId: string, query: LotQuery, before: PackedId | undefined): readonly LotRow[] {
    const conditions = conditionsOf(query, 's.id');
    conditions.add('s.supplier = ?', packId('sup', supplierId));
    if (before !== undefined) conditions.add('s.id < ?', before);
    const columns = LOT_COLUMNS.replace('id,', 'lots.id,');
    const sql = `SELECT ${columns} FROM supplier_lots s CROSS JOIN lots ON lots.id = s.id ${conditions}
      ORDER BY s.id DESC LIMIT ?`;
    const stored = this.#rows(sql, ...conditions.values, query.limit + 1);
    const newest = this.#newest(supplierId, query, before);
    const known = new Set(stored.map((row) => String(row.n)));
    return [...stored, ...newest.filter((row) => !known.has(String(row.n)))].sort((a, b) =>
      comparePacked(b.id, a.id),
    );
  }

  #newest(supplierId: string, query: LotQuery, before: PackedId | undefined): readonly LotRow[] {
    const conditions = conditionsOf(query, 'id');
    conditions.add('id = ?');
    const sql = `SELECT ${LOT_COLUMNS} FROM lots ${conditions} LIMIT ?`;
    const found: LotRow[] = [];
    for (const id of this.#supplierLots.newestOf(supplierId)) {
      if (found.length > query.limit) break;
      if (before === undefined || comparePacked(id, before) < 0) {
        found.push(...this.#rows(sql, ...conditions.values, id, 1));
      }
    }
    return found;
  }

  #rows(sql: string, ...values: readonly (PackedId | number)[]): readonly LotRow[] {
    return this.#prepare(sql).all(...values) as unknown as LotRow[];
  }
}

/** Status and time; `id` names the column that has the index. */
function conditionsOf({ status, from, to }: LotQuery, id: string): Conditions {
  const conditions = new Conditions();
  if (status !== undefined) conditions.add('status = ?', lotStatusNumber(status));
  if (from !== undefined) {
    conditions.add('registered_at >= ?', Date.parse(from));
    conditions.add(`${id} >= ?`, packedIdAt(Date.parse(from) - HOUR_MS));
  }
  if (to !== undefined) {
    conditions.add('registered_at < ?', Date.parse(to));
    conditions.add(`${id} < ?`, packedIdAt(Date.parse(to) + DAY_MS));
  }
  return conditions;
}
