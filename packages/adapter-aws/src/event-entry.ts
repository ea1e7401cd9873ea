import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { DomainEvent } from '@sprk/contracts';

/** What EventBridge takes in one call, and so also of one event. */
export const MAX_PUT_BYTES = 262_144;
/** What it counts for the time of an entry. */
const TIME_BYTES = 14;

/** An event on the bus; its trace context stays inside. */
export function entryOf(event: DomainEvent, bus: string): PutEventsRequestEntry {
  return {
    EventBusName: bus,
    Source: event.source,
    DetailType: event.type,
    Detail: JSON.stringify(event),
    Time: new Date(event.time),
  };
}

/** The size of an entry as EventBridge counts it, bytes. */
export function entryBytes({ Source = '', DetailType = '', Detail = '' }: PutEventsRequestEntry): number {
  return TIME_BYTES + [Source, DetailType, Detail].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
