import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { SlotDelta } from '@sprk/core';
import { toKg, toMilligrams } from '@sprk/core/shared/milligrams';
import { refuse } from './group-commit.ts';
import { packId } from './packed-id.ts';
import type { Sequence } from './sequence.ts';

interface SlotSum {
  readonly recipientId: string;
  readonly date: string;
  sumMg: number;
  capacityMg: number;
}

/** Capacity held on recipients' opening days, in whole milligrams: sums of floating kilograms drift. */
export class SlotLedger {
  readonly #sequence: Sequence;
  readonly #find: StatementSync;
  readonly #add: StatementSync;

  constructor(writer: DatabaseSync, sequence: Sequence) {
    this.#sequence = sequence;
    this.#find = writer.prepare('SELECT mg FROM slots WHERE recipient = ? AND date = ?');
    this.#add = writer.prepare(
      `INSERT INTO slots VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET mg = mg + excluded.mg, seq = excluded.seq`,
    );
  }

  /**
   * The recipient whose slot is too full for the deltas, if any. Deltas of one slot count together.
   * Refuses the unit when a slot would fall below zero.
   */
  check(deltas: readonly SlotDelta[]): string | undefined {
    for (const { recipientId, date, sumMg, capacityMg } of sumsOf(deltas)) {
      const heldMg = Number(this.#find.get(packId('rec', recipientId), date)?.mg ?? 0);
      if (heldMg + sumMg < 0) {
        const held = `Slot ${recipientId} ${date} holds ${toKg(heldMg)} kg`;
        refuse(new Error(`${held}: ${-toKg(sumMg)} kg cannot be released.`));
      }
      if (heldMg + sumMg > capacityMg) return recipientId;
    }
    return undefined;
  }

  add(deltas: readonly SlotDelta[]): void {
    for (const { recipientId, date, sumMg } of sumsOf(deltas)) {
      this.#add.run(packId('rec', recipientId), date, sumMg, this.#sequence.take());
    }
  }
}

function sumsOf(deltas: readonly SlotDelta[]): readonly SlotSum[] {
  const sums: SlotSum[] = [];
  for (const { recipientId, date, deltaKg, capacityKg } of deltas) {
    let sum = sums.find((one) => one.recipientId === recipientId && one.date === date);
    if (!sum) {
      sum = { recipientId, date, sumMg: 0, capacityMg: Number.POSITIVE_INFINITY };
      sums.push(sum);
    }
    sum.sumMg += toMilligrams(deltaKg);
    if (deltaKg > 0) sum.capacityMg = Math.min(sum.capacityMg, toMilligrams(capacityKg));
  }
  return sums;
}
