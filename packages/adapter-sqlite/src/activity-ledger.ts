import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Activity } from '@sprk/contracts';
import type { ActivityDelta } from '@sprk/core';
import { packId } from './packed-id.ts';
import type { Sequence } from './sequence.ts';

/** What recipients did, in sums that fade. */
export class ActivityLedger {
  readonly #sequence: Sequence;
  readonly #find: StatementSync;
  readonly #put: StatementSync;

  constructor(writer: DatabaseSync, sequence: Sequence) {
    this.#sequence = sequence;
    this.#find = writer.prepare('SELECT body FROM activity WHERE recipient = ?');
    this.#put = writer.prepare(
      'INSERT INTO activity VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body, seq = excluded.seq',
    );
  }

  /** The recipient whose budget of open offers the deltas would exceed, if any. */
  check(deltas: readonly ActivityDelta[]): string | undefined {
    const tired = deltas.find(({ recipientId, openOffers, maxOpenOffers }) => {
      if (openOffers <= 0 || maxOpenOffers === undefined) return false;
      return this.#get(recipientId).openOffers + openOffers > maxOpenOffers;
    });
    return tired?.recipientId;
  }

  add(deltas: readonly ActivityDelta[]): void {
    for (const delta of deltas) {
      const body = JSON.stringify(added(this.#get(delta.recipientId), delta));
      this.#put.run(packId('rec', delta.recipientId), body, this.#sequence.take());
    }
  }

  #get(recipientId: string): Activity {
    return activityFromRow(recipientId, this.#find.get(packId('rec', recipientId)));
  }
}

/** Nothing happened yet when there is no row. */
export function activityFromRow(
  recipientId: string,
  row: Readonly<Record<string, unknown>> | undefined,
): Activity {
  if (row) return JSON.parse(String(row.body));
  return {
    recipientId,
    openOffers: 0,
    fadedOffers: 0,
    fadedAnswers: 0,
    fadedResponseMinutes: 0,
    fadedAcceptances: 0,
    fadedAcceptancesByCategory: {},
    fadedReceivedKg: 0,
  };
}

function added(old: Activity, delta: ActivityDelta): Activity {
  const byCategory = { ...old.fadedAcceptancesByCategory };
  if (delta.category !== undefined) {
    byCategory[delta.category] = (byCategory[delta.category] ?? 0) + (delta.fadedAcceptances ?? 0);
  }
  const lastAcceptedAt = later(old.lastAcceptedAt, delta.lastAcceptedAt);
  return {
    recipientId: old.recipientId,
    openOffers: old.openOffers + delta.openOffers,
    ...(lastAcceptedAt !== undefined && { lastAcceptedAt }),
    fadedOffers: old.fadedOffers + (delta.fadedOffers ?? 0),
    fadedAnswers: old.fadedAnswers + (delta.fadedAnswers ?? 0),
    fadedResponseMinutes: old.fadedResponseMinutes + (delta.fadedResponseMinutes ?? 0),
    fadedAcceptances: old.fadedAcceptances + (delta.fadedAcceptances ?? 0),
    fadedAcceptancesByCategory: byCategory,
    fadedReceivedKg: old.fadedReceivedKg + (delta.fadedReceivedKg ?? 0),
  };
}

/** Additions may come in any order, so the later moment wins. */
function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Date.parse(b) > Date.parse(a) ? b : a;
}
