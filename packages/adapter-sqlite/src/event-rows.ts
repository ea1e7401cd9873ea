import type { DomainEvent, Registration } from '@sprk/contracts';
import type { Lot } from '@sprk/core';
import { type PackedId, unpackId } from './packed-id.ts';

/** Columns of an event joined with the lot it may refer to. */
export interface EventRow {
  readonly body: string | null;
  readonly trace: string | null;
  readonly lot: PackedId | null;
  readonly registration: string | null;
  readonly registeredAt: number | null;
}

/** For SELECTs with `e` as events and `l` as lots: the columns of an EventRow. */
export const EVENT_COLUMNS =
  'e.body AS body, e.trace AS trace, e.lot AS lot, l.registration AS registration, l.registered_at AS registeredAt';

/**
 * Whether the event says nothing but what the lot's row has anyway. Objects are compared by identity, so this is
 * cheap, and an event that only looks alike is stored in full.
 */
export function tellsOfRegistration(event: DomainEvent, lot: Lot): boolean {
  if (event.type !== 'oversupply.registered' || event.data.registration !== lot.registration) return false;
  const { data, audience } = event;
  return (
    event.id === eventId(lot.id) &&
    event.subject === lot.id &&
    event.time === lot.registeredAt &&
    audience.supplierId === lot.registration.supplierId &&
    audience.recipientId === undefined &&
    data.oversupplyId === lot.id &&
    data.registeredAt === lot.registeredAt &&
    data.round === 1 &&
    data.excluded.length === 0 &&
    isCanonical(lot.registeredAt)
  );
}

export function eventFromRow(row: EventRow): DomainEvent {
  if (row.body !== null) return JSON.parse(row.body);
  const { lot, registration, registeredAt, trace } = row;
  if (lot === null || registration === null || registeredAt === null) {
    throw new Error('An event refers to a lot that is not there.');
  }
  const id = unpackId('ovs', lot);
  const facts: Registration = JSON.parse(registration);
  const time = new Date(registeredAt).toISOString();
  return {
    specversion: '1.0',
    id: eventId(id),
    source: 'sprk',
    type: 'oversupply.registered',
    subject: id,
    time,
    ...(trace !== null && { traceparent: trace }),
    audience: { supplierId: facts.supplierId },
    data: { oversupplyId: id, round: 1, registration: facts, registeredAt: time, excluded: [] },
  };
}

/** Milliseconds tell this moment exactly as it was written. */
export function isCanonical(moment: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(moment);
}

/** The first event of a lot in its first version. */
function eventId(lotId: string): string {
  return `${lotId}:1:0`;
}
