import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { inflateRawSync } from 'node:zlib';
import type { Recommendation } from '@sprk/contracts';
import type { Lot, LotQuery, Offer, OfferQuery, Page } from '@sprk/core';
import { parseCursor } from './cursor.ts';
import { LOT_COLUMNS, type LotRow, lotFromRow } from './lot-rows.ts';
import { type PackedId, packedIdAt, packId, unpackId } from './packed-id.ts';
import { pageFromRows } from './page.ts';
import { lotStatusNumber, offerStatusNumber } from './statuses.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What of a finished lot is moved away after a while. */
export interface ArchivedLot {
  readonly offers: readonly Offer[];
  readonly recommendations: readonly Recommendation[];
}

/** Reads lots, offers and recommendations, also archived ones. */
export class LotReader {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  find(id: string): Lot | undefined {
    const row = this.#prepare(`SELECT ${LOT_COLUMNS} FROM lots WHERE id = ?`).get(packId('ovs', id));
    return row && this.#whole(row as unknown as LotRow);
  }

  findOffer(id: string): Offer | undefined {
    const row = this.#prepare('SELECT body FROM offers WHERE id = ?').get(packId('off', id));
    return row && JSON.parse(String(row.body));
  }

  findRecommendation(id: string, round: number | undefined): Recommendation | undefined {
    const lot = packId('ovs', id);
    const row = this.#prepare(
      `SELECT body FROM recommendations WHERE lot = ? AND round = coalesce(?, round) ORDER BY round DESC LIMIT 1`,
    ).get(lot, round ?? null);
    if (row) return JSON.parse(String(row.body));
    const archived = this.#archived(lot)?.recommendations ?? [];
    return archived.find((one) => round === undefined || one.round === round);
  }

  /** Newest first. Lots get their ids at registration, so ids give the order, and bound a span of time roughly. */
  list(query: LotQuery): Page<Lot> {
    const position = parseCursor('lots', query.cursor);
    const conditions = new Conditions();
    if (position !== undefined) conditions.add('id < ?', packId('ovs', position));
    if (query.supplierId !== undefined) conditions.add('supplier = ?', packId('sup', query.supplierId));
    if (query.status !== undefined) conditions.add('status = ?', lotStatusNumber(query.status));
    if (query.from !== undefined) {
      conditions.add('registered_at >= ?', Date.parse(query.from));
      conditions.add('id >= ?', packedIdAt(Date.parse(query.from) - HOUR_MS));
    }
    if (query.to !== undefined) {
      conditions.add('registered_at < ?', Date.parse(query.to));
      conditions.add('id < ?', packedIdAt(Date.parse(query.to) + DAY_MS));
    }
    const rows = this.#prepare(`SELECT ${LOT_COLUMNS} FROM lots ${conditions} ORDER BY id DESC LIMIT ?`).all(
      ...conditions.values,
      query.limit + 1,
    ) as unknown as LotRow[];
    return pageFromRows(
      'lots',
      rows,
      query.limit,
      (row) => this.#whole(row),
      (row) => unpackId('ovs', row.id),
    );
  }

  listOffers(query: OfferQuery): Page<Offer> {
    const position = parseCursor('offers', query.cursor);
    const conditions = new Conditions();
    if (position !== undefined) conditions.add('id < ?', packId('off', position));
    if (query.recipientId !== undefined) conditions.add('recipient = ?', packId('rec', query.recipientId));
    if (query.status === 'open') conditions.add('status = 0');
    else if (query.status !== undefined) conditions.add('status = ?', offerStatusNumber(query.status));
    const rows = this.#prepare(`SELECT id, body FROM offers ${conditions} ORDER BY id DESC LIMIT ?`).all(
      ...conditions.values,
      query.limit + 1,
    ) as unknown as { id: PackedId; body: string }[];
    return pageFromRows(
      'offers',
      rows,
      query.limit,
      (row): Offer => JSON.parse(row.body),
      (row) => unpackId('off', row.id),
    );
  }

  due(now: string, limit: number): string[] {
    const rows = this.#prepare('SELECT id FROM lots WHERE wake_at <= ? ORDER BY wake_at, id LIMIT ?').all(
      Date.parse(now),
      limit,
    ) as unknown as { id: PackedId }[];
    return rows.map((row) => unpackId('ovs', row.id));
  }

  #whole(row: LotRow): Lot {
    const offers = this.#prepare('SELECT body FROM offers WHERE lot = ? ORDER BY attempt').all(row.id);
    const found = offers.map((offer): Offer => JSON.parse(String(offer.body)));
    return lotFromRow(row, found.length > 0 ? found : (this.#archived(row.id)?.offers ?? []));
  }

  #archived(lot: PackedId): ArchivedLot | undefined {
    const row = this.#prepare('SELECT body FROM archive_lots WHERE lot = ?').get(lot);
    return row && JSON.parse(inflateRawSync(row.body as Uint8Array).toString());
  }

  /** Lists come in few combinations of filters; each is prepared once. */
  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

class Conditions {
  readonly #terms: string[] = [];
  readonly values: (PackedId | number)[] = [];

  add(term: string, ...values: readonly (PackedId | number)[]): void {
    this.#terms.push(term);
    this.values.push(...values);
  }

  toString(): string {
    return this.#terms.length > 0 ? `WHERE ${this.#terms.join(' AND ')}` : '';
  }
}
