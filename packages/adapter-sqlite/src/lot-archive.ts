import { deflateRawSync } from 'node:zlib';
import type { Lot } from '@sprk/core';
import type { PackedId } from './packed-id.ts';
import { isFinished } from './statuses.ts';
import type { Store } from './store.ts';

/** Compressing a lot takes about as long as removing ten rows. */
const ROWS_PER_LOT = 10;

interface OldLot {
  readonly n: number;
  readonly id: PackedId;
  readonly status: number;
  readonly registeredAt: number;
  readonly state: string;
}

/**
 * Moves offers and recommendations of finished lots into one compressed row each, and drops what is left of their
 * cascade. Goes through the lots in the order they came; one that is not finished by then is left as it is.
 */
export class LotArchive {
  readonly #store: Store;
  readonly #sql: ReturnType<typeof prepare>;

  constructor(store: Store) {
    this.#store = store;
    this.#sql = prepare(store);
  }

  /** @returns How many lots were archived, at most a tenth of `maxRows`. */
  run(maxRows: number): number {
    const cutoffMs = this.#store.clock.now() - this.#store.retention.finishedLotsMs;
    const through = Number(this.#sql.through.get()?.value ?? 0);
    const lots = this.#sql.next.all(through, Math.ceil(maxRows / ROWS_PER_LOT)) as unknown as OldLot[];
    const end = lots.findIndex((lot) => lot.registeredAt >= cutoffMs);
    const old = end < 0 ? lots : lots.slice(0, end);
    const last = old.at(-1);
    if (!last) return 0;
    for (const lot of old) if (isFinished(lot.status)) this.#archive(lot);
    this.#sql.note.run(last.n);
    return old.length;
  }

  #archive({ n, id, state }: OldLot): void {
    const offers = this.#sql.offers.all(id).map((row) => String(row.body));
    const recommendations = this.#sql.recommendations.all(id).map((row) => String(row.body));
    if (offers.length + recommendations.length === 0) return;
    const body = `{"offers":[${offers.join(',')}],"recommendations":[${recommendations.join(',')}]}`;
    this.#sql.insert.run(id, deflateRawSync(body));
    this.#sql.removeOffers.run(id);
    this.#sql.removeRecommendations.run(id);
    const { cascade: _, ...rest }: Partial<Lot> = JSON.parse(state);
    this.#sql.shorten.run(JSON.stringify(rest), n);
  }
}

function prepare({ writer }: Store) {
  return {
    through: writer.prepare(`SELECT value FROM meta WHERE name = 'archivedThrough'`),
    note: writer.prepare(
      `INSERT INTO meta VALUES ('archivedThrough', ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
    ),
    next: writer.prepare(
      `SELECT n, id, status, registered_at AS registeredAt, state FROM lots WHERE n > ? ORDER BY n LIMIT ?`,
    ),
    offers: writer.prepare('SELECT body FROM offers WHERE lot = ? ORDER BY attempt'),
    recommendations: writer.prepare('SELECT body FROM recommendations WHERE lot = ? ORDER BY round DESC'),
    insert: writer.prepare('INSERT OR REPLACE INTO archive_lots VALUES (?, ?)'),
    removeOffers: writer.prepare('DELETE FROM offers WHERE lot = ?'),
    removeRecommendations: writer.prepare('DELETE FROM recommendations WHERE lot = ?'),
    shorten: writer.prepare('UPDATE lots SET state = ? WHERE n = ?'),
  };
}
