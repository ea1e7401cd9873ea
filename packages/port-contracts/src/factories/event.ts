import type { AuditEntry, DomainEvent, EventDataOf, EventType } from '@sprk/contracts';
import type { Lot } from '@sprk/core';
import { START, testId } from './test-id.ts';

/** An event of any type; the subject is the oversupply unless given. */
export function anEvent<T extends EventType>(
  type: T,
  data: EventDataOf<T>,
  overrides: Partial<Pick<DomainEvent, 'id' | 'subject' | 'time' | 'traceparent' | 'audience'>> = {},
): DomainEvent {
  const time = overrides.time ?? START;
  const event = {
    specversion: '1.0',
    id: testId('evt', Date.parse(time)),
    source: 'sprk',
    type,
    subject: 'test',
    time,
    audience: {},
    data,
    ...overrides,
  };
  // The pair of type and data was checked by the signature; TypeScript cannot follow it into the union.
  return event as DomainEvent;
}

/** What the backend says when a lot was registered: the message to the matcher. */
export function aMatchRequest(
  lot: Lot,
  overrides: Parameters<typeof anEvent>[2] & { readonly type?: 'oversupply.rematch-requested' } = {},
): DomainEvent {
  const { type = 'oversupply.registered', ...rest } = overrides;
  const data = {
    oversupplyId: lot.id,
    round: lot.round,
    registration: lot.registration,
    registeredAt: lot.registeredAt,
    excluded: lot.lostTo.slice(),
  };
  return anEvent(type, data, {
    subject: lot.id,
    audience: { supplierId: lot.registration.supplierId },
    ...(lot.traceparent !== undefined && { traceparent: lot.traceparent }),
    ...rest,
  });
}

/** A change that only the log and the live updates hear of. */
export function aLotEvent(lot: Lot, overrides: Parameters<typeof anEvent>[2] = {}): DomainEvent {
  const { id, registration, status } = lot;
  const data = { oversupplyId: id, supplierId: registration.supplierId, status, massKg: registration.massKg };
  return anEvent('oversupply.changed', data, { subject: id, ...overrides });
}

export function anAuditEntry(overrides: Partial<AuditEntry> = {}): AuditEntry {
  const at = overrides.at ?? START;
  return {
    id: testId('aud', Date.parse(at)),
    at,
    actor: 'operator@example.org',
    role: 'operator',
    action: 'test.done',
    subject: 'test',
    detail: { note: 'Ünïcode "quoted"', nested: { list: [1, 2.5, null] } },
    ...overrides,
  };
}
