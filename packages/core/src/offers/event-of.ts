import type { DomainEvent, EventDataOf, EventType } from '@sprk/contracts';
import type { Lot } from './lot.ts';

/** Whom an event is about. */
export interface EventSubject {
  /** May see it too, besides the supplier. */
  readonly recipientId?: string | undefined;
  /** An offer or another lot. (Default: the lot) */
  readonly subject?: string;
}

/**
 * One event of a lot's step. Its id is made of lot, version and position: the same step can never be told twice under
 * two names.
 */
export function eventOf<T extends EventType>(
  { id, version, registration: { supplierId } }: Lot,
  position: number,
  time: string,
  type: T,
  data: EventDataOf<T>,
  about: EventSubject & { readonly traceparent?: string | undefined },
): DomainEvent {
  const { recipientId, subject = id, traceparent } = about;
  const event = {
    specversion: '1.0',
    id: `${id}:${version}:${position}`,
    source: 'sprk',
    type,
    subject,
    time,
    ...(traceparent && { traceparent }),
    // What the system learns from is for operators only.
    audience: type === 'outcome.recorded' ? {} : { supplierId, ...(recipientId && { recipientId }) },
    data,
  };
  // The pair of type and data was checked by the signature; TypeScript cannot follow it into the union.
  return event as DomainEvent;
}
