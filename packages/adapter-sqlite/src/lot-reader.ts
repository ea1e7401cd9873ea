import type { StatementSync } from 'node:sqlite';
import { inflateRawSync } from 'node:zlib';
import type { Recommendation } from '@sprk/contracts';
import type { Lot, Offer, OfferQuery, Page } from '@sprk/core';
import { parseCursor } from '@sprk/core/shared/page-cursor';
import type { Cascades } from './cascades.ts';
import { Conditions } from './conditions.ts';
import { LOT_COLUMNS, type LotRow, lotFromRow } from './lot-rows.ts';
import { type PackedId, packId, unpackId } from './packed-id.ts';
import { pageFromRows } from './page.ts';
import { createStatementCache } from './statement-cache.ts';
import { isFinished, offerStatusNumber } from './statuses.ts';
import type { Store } from './store.ts';

/** What of a finished lot is moved away after a while. */
export interface ArchivedLot {
  readonly offers: readonly Offer[];
  readonly recommendations: readonly Recommendation[];
}

/** Reads lots, offers and recommendations, also archived ones. */
export class LotReader {
  readonly #prepare: (sql: string) => StatementSync;

  readonly #cascades: Cascades;

  constructor({ reader, cascades }: Store) {
    this.#cascades = cascades;
    this.#prepare = createStatementCache(reader);
  }

  find(id: string): Lot | undefined {
    const row = this.#prepare(`SELECT ${LOT_COLUMNS} FROM lots WHERE id = ?`).get(packId('ovs', id));
    return row && this.whole(row as unknown as LotRow);
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

  /** With its offers, wherever they are by now. */
  whole(row: LotRow): Lot {
    const offers = this.#prepare('SELECT body FROM offers WHERE lot = ? ORDER BY attempt').all(row.id);
    const found = offers.map((offer): Offer => JSON.parse(String(offer.body)));
    const isArchived = found.length === 0 && isFinished(row.status);
    const all = isArchived ? (this.#archived(row.id)?.offers ?? []) : found;
    return lotFromRow(row, all, (id, cascade) =>
      this.#cascades.fromRow(id, cascade, (round) => this.findRecommendation(id, round)),
    );
  }

  #archived(lot: PackedId): ArchivedLot | undefined {
    const row = this.#prepare('SELECT body FROM archive_lots WHERE lot = ?').get(lot);
    return row && JSON.parse(inflateRawSync(row.body as Uint8Array).toString());
  }
}
