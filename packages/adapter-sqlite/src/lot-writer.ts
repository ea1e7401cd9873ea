import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CommitResult, Lot, LotChange, Offer } from '@sprk/core';
import { toMilligrams } from '@sprk/core/shared/milligrams';
import { ActivityLedger } from './activity-ledger.ts';
import type { CascadeRow, Cascades } from './cascades.ts';
import type { Counters } from './counters.ts';
import { lotValues } from './lot-rows.ts';
import type { Outbox } from './outbox.ts';
import { packId } from './packed-id.ts';
import { SlotLedger } from './slot-ledger.ts';
import { offerStatusNumber } from './statuses.ts';
import type { Store } from './store.ts';
import type { SupplierLots } from './supplier-lots.ts';

/** Writes lots inside the transaction of a group. */
export class LotWriter {
  readonly #outbox: Outbox;
  readonly #counters: Counters;
  readonly #supplierLots: SupplierLots;
  readonly #cascades: Cascades;
  readonly #slots: SlotLedger;
  readonly #activity: ActivityLedger;
  readonly #sql: ReturnType<typeof prepare>;

  constructor({ writer, sequence, outbox, supplierLots, counters, cascades }: Store) {
    this.#cascades = cascades;
    this.#outbox = outbox;
    this.#supplierLots = supplierLots;
    this.#counters = counters;
    this.#slots = new SlotLedger(writer, sequence);
    this.#activity = new ActivityLedger(writer, sequence);
    this.#sql = prepare(writer);
  }

  insert(lot: Lot): void {
    const { registration } = lot;
    const [status, version, wakeAtMs, state] = lotValues(lot, lot.cascade);
    const { lastInsertRowid } = this.#sql.insertLot.run(
      packId('ovs', lot.id),
      packId('sup', registration.supplierId),
      status,
      version,
      Date.parse(lot.registeredAt),
      wakeAtMs,
      JSON.stringify(registration),
      state,
    );
    this.#supplierLots.inserted(lot, Number(lastInsertRowid));
  }

  /** One step of a lot's life: all conditions first, so that a refusal leaves nothing behind. */
  commit(change: LotChange): CommitResult {
    const row = this.#sql.findVersion.get(packId('ovs', change.lot.id));
    if (row?.version !== change.lot.version - 1 || this.#isTaken(change)) return { kind: 'stale' };
    const full = this.#slots.check(change.slots);
    if (full !== undefined) return { kind: 'slotFull', recipientId: full };
    const tired = this.#activity.check(change.activity);
    if (tired !== undefined) return { kind: 'fatigued', recipientId: tired };
    this.#write(change, Number(row.n));
    return { kind: 'committed' };
  }

  #isTaken({ children, recommendation }: LotChange): boolean {
    if (children.some((child) => this.#sql.findVersion.get(packId('ovs', child.id)))) return true;
    if (!recommendation) return false;
    const { oversupplyId, round } = recommendation;
    return this.#sql.findRecommendation.get(packId('ovs', oversupplyId), round) !== undefined;
  }

  #write(change: LotChange, n: number): void {
    this.#sql.updateLot.run(...lotValues(change.lot, this.#cascadeRow(change)), n);
    for (const offer of change.offers) this.#putOffer(offer);
    for (const child of change.children) this.insert(child);
    this.#slots.add(change.slots);
    this.#activity.add(change.activity);
    for (const [name, delta] of Object.entries(change.counts)) this.#counters.add(name, delta ?? 0);
    if (change.recommendation) {
      const { oversupplyId, round } = change.recommendation;
      this.#sql.insertRecommendation.run(
        packId('ovs', oversupplyId),
        round,
        JSON.stringify(change.recommendation),
      );
    }
    if (change.impact) {
      const { date, category, massKg } = change.impact;
      this.#sql.addImpact.run(date, category, toMilligrams(massKg));
    }
    this.#outbox.emit(change.events, change.children);
    this.#outbox.audit(change.audit);
  }

  #cascadeRow({ lot, recommendation }: LotChange): CascadeRow | undefined {
    return this.#cascades.toRow(lot, recommendation, (round) => {
      return this.#sql.findRecommendation.get(packId('ovs', lot.id), round) !== undefined;
    });
  }

  #putOffer(offer: Offer): void {
    this.#sql.putOffer.run(
      packId('ovs', offer.oversupplyId),
      offer.attempt,
      packId('off', offer.id),
      packId('rec', offer.recipientId),
      offerStatusNumber(offer.status),
      JSON.stringify(offer),
    );
  }
}

function prepare(db: DatabaseSync) {
  const statements = {
    insertLot: `INSERT INTO lots (id, supplier, status, version, registered_at, wake_at, registration, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    findVersion: 'SELECT n, version FROM lots WHERE id = ?',
    updateLot: 'UPDATE lots SET status = ?, version = ?, wake_at = ?, state = ? WHERE n = ?',
    putOffer: `INSERT INTO offers VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT (lot, attempt) DO UPDATE SET
                 id = excluded.id, recipient = excluded.recipient, status = excluded.status, body = excluded.body`,
    findRecommendation: 'SELECT 1 FROM recommendations WHERE lot = ? AND round = ?',
    insertRecommendation: 'INSERT INTO recommendations (lot, round, body) VALUES (?, ?, ?)',
    addImpact: `INSERT INTO impact VALUES (?, ?, 1, ?)
                ON CONFLICT DO UPDATE SET lots = lots + 1, mg = mg + excluded.mg`,
  };
  const prepared = Object.entries(statements).map(([name, sql]) => [name, db.prepare(sql)]);
  return Object.fromEntries(prepared) as Record<keyof typeof statements, StatementSync>;
}
