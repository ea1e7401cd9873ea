import type { Cascade, Lot, Offer } from '@sprk/core';
import type { CascadeRow } from './cascades.ts';
import { isCanonical } from './event-rows.ts';
import { type PackedId, unpackId } from './packed-id.ts';
import { lotStatusNumber, lotStatusOf } from './statuses.ts';

export interface LotRow {
  readonly n: number;
  readonly id: PackedId;
  readonly status: number;
  readonly version: number;
  readonly registeredAt: number;
  readonly registration: string;
  readonly state: string;
}

type InColumns = 'id' | 'registration' | 'registeredAt' | 'version' | 'status' | 'offers';
type LotState = Omit<Lot, InColumns | 'cascade'> & { readonly cascade?: CascadeRow };

export const LOT_COLUMNS = 'n, id, status, version, registered_at AS registeredAt, registration, state';

/** The changing columns of a lot: status, version, wake_at, state. @param cascade How the lot's cascade is stored. */
export function lotValues(
  lot: Lot,
  cascade: CascadeRow | undefined,
): [number, number, number | null, string] {
  const {
    id: _i,
    registration: _r,
    registeredAt,
    offers: _o,
    version,
    status,
    wakeAt,
    cascade: _c,
    ...rest
  } = lot;
  // Milliseconds cannot say how a moment was written; one of the clock is always canonical.
  const state = {
    ...rest,
    ...(cascade && { cascade }),
    ...(!isCanonical(registeredAt) && { registeredAt }),
    ...(wakeAt !== undefined && { wakeAt }),
  };
  const wakeAtMs = wakeAt === undefined ? null : Date.parse(wakeAt);
  return [lotStatusNumber(status), version, wakeAtMs, JSON.stringify(state)];
}

/** @param offers Of this lot, in order of attempt. */
export function lotFromRow(
  row: LotRow,
  offers: readonly Offer[],
  cascadeFrom: (id: string, row: CascadeRow) => Cascade,
): Lot {
  const id = unpackId('ovs', row.id);
  const { cascade, ...state }: LotState = JSON.parse(row.state);
  return {
    id,
    registration: JSON.parse(row.registration),
    registeredAt: new Date(row.registeredAt).toISOString(),
    version: row.version,
    status: lotStatusOf(row.status),
    ...state,
    ...(cascade && { cascade: cascadeFrom(id, cascade) }),
    offers,
  };
}
