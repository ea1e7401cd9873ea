import { LotArchive } from './lot-archive.ts';
import type { Store } from './store.ts';

/** Rows looked at by one call, so that it never holds up others for long. */
const BATCH_ROWS = 500;

/**
 * Forgets what is past its retention, a small batch per call. Positions of the two sweeps live in memory: after a
 * restart they begin again, which costs a look at each row and changes nothing.
 */
export class Maintenance {
  readonly #store: Store;
  readonly #archive: LotArchive;
  readonly #sql: ReturnType<typeof prepare>;
  #eventPosition = 0;
  #unitsBefore = 0;
  #claimPosition: { readonly scope: Uint8Array | string; readonly key: string } = { scope: '', key: '' };

  constructor(store: Store) {
    this.#store = store;
    this.#archive = new LotArchive(store);
    this.#sql = prepare(store);
  }

  /** @returns How many rows were removed or archived; 0 when there is nothing to do for now. */
  async run(): Promise<number> {
    const tasks = [
      () => this.#forgetEvents(),
      () => this.#forgetClaims(),
      () => this.#forgetDeadLetters(),
      () => this.#forgetSlots(),
      () => this.#archive.run(BATCH_ROWS),
      () => this.#catchUp(),
    ];
    let changed = 0;
    // One transaction each, in turns of their own: others get between them.
    for (const task of tasks) {
      changed += await this.#store.group.run(task);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return changed;
  }

  /** When little is going on, indexes that lag behind are brought up to date. It is no work that calls for more. */
  #catchUp(): number {
    const { group, claims, supplierLots } = this.#store;
    const { units } = group.stats();
    if (units - this.#unitsBefore < BATCH_ROWS) {
      claims.catchUp(BATCH_ROWS);
      supplierLots.catchUp(BATCH_ROWS);
    }
    this.#unitsBefore = units;
    return 0;
  }

  /** Events of some age, or beyond the number that is kept, unless a queue still points to them. */
  #forgetEvents(): number {
    const { clock, retention } = this.#store;
    const cutoffMs = clock.now() - retention.eventsMs;
    const rows = this.#sql.oldEvents.all(this.#eventPosition, BATCH_ROWS);
    let surplus = Number(this.#sql.countEvents.get()?.n ?? 0) - retention.maxEvents;
    let removed = 0;
    let forgotten = 0;
    for (const row of rows) {
      const seq = Number(row.seq);
      if (Number(row.at) >= cutoffMs && surplus <= 0) {
        this.#eventPosition = 0;
        break;
      }
      this.#eventPosition = seq;
      if (row.queued === 1) continue;
      this.#sql.removeEvent.run(seq);
      surplus -= 1;
      removed += 1;
      forgotten = seq;
    }
    if (rows.length < BATCH_ROWS) this.#eventPosition = 0;
    if (removed === 0) return 0;
    this.#sql.noteForgotten.run(forgotten);
    this.#store.counters.add('events', -removed);
    return removed;
  }

  /** Keys come in no order of time, so all are looked at in turn. */
  #forgetClaims(): number {
    const { clock, retention } = this.#store;
    const cutoffMs = clock.now() - retention.claimsMs;
    const { scope, key } = this.#claimPosition;
    const rows = this.#sql.nextClaims.all(scope, key, BATCH_ROWS) as unknown as {
      readonly scope: Uint8Array | string;
      readonly key: string;
      readonly at: number;
    }[];
    const old = rows.filter((row) => row.at < cutoffMs);
    for (const row of old) this.#sql.removeClaim.run(row.scope, row.key);
    this.#claimPosition = (rows.length === BATCH_ROWS && rows.at(-1)) || { scope: '', key: '' };
    return old.length;
  }

  #forgetDeadLetters(): number {
    const { clock, retention } = this.#store;
    const cutoffMs = clock.now() - retention.deadLettersMs;
    return Number(this.#sql.removeDead.run(BATCH_ROWS, cutoffMs).changes);
  }

  #forgetSlots(): number {
    const { clock, retention } = this.#store;
    const cutoff = new Date(clock.now() - retention.slotsMs).toISOString().slice(0, 10);
    return Number(this.#sql.removeSlots.run(cutoff, BATCH_ROWS).changes);
  }
}

function prepare({ writer }: Store) {
  return {
    oldEvents: writer.prepare(
      `SELECT seq, at,
         EXISTS (SELECT 1 FROM queue WHERE queue IN (1, 2, 3) AND place = seq AND body IS NULL) AS queued
       FROM events WHERE seq > ? ORDER BY seq LIMIT ?`,
    ),
    countEvents: writer.prepare(`SELECT n FROM counters WHERE name = 'events'`),
    removeEvent: writer.prepare('DELETE FROM events WHERE seq = ?'),
    noteForgotten: writer.prepare(
      `INSERT INTO meta VALUES ('forgottenEvents', ?)
       ON CONFLICT DO UPDATE SET value = max(value, excluded.value)`,
    ),
    nextClaims: writer.prepare(
      'SELECT scope, key, at FROM claims WHERE (scope, key) > (?, ?) ORDER BY scope, key LIMIT ?',
    ),
    removeClaim: writer.prepare('DELETE FROM claims WHERE scope = ? AND key = ?'),
    removeDead: writer.prepare(
      `DELETE FROM dead_letters WHERE seq IN (SELECT seq FROM dead_letters ORDER BY seq LIMIT ?) AND dead_at < ?`,
    ),
    removeSlots: writer.prepare(
      `DELETE FROM slots WHERE (recipient, date) IN
         (SELECT recipient, date FROM slots WHERE date < ? ORDER BY date LIMIT ?)`,
    ),
  };
}
