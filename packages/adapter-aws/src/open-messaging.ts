import type { DomainEvent } from '@sprk/contracts';
import { type Queues, queuesFor } from '@sprk/core';
import { DeadLetterTable } from './dead-letter-table.ts';
import { EventSender } from './event-sender.ts';
import type { Kernel } from './kernel.ts';
import { QueueUrls } from './queue-urls.ts';
import { Redrive } from './redrive.ts';
import { Relay } from './relay.ts';
import { RelayPosition } from './relay-position.ts';
import { createSqsConsumer } from './sqs-consumer.ts';
import type { SqsDeps } from './sqs-deps.ts';
import { createSqsQueues } from './sqs-queues.ts';

/** The way of events from the log to the queues and back from the dead letters. */
export function openMessaging(
  { deps, log, ...kernel }: Kernel,
  onError: (error: unknown) => void,
  closed: AbortSignal,
): { readonly queues: Queues; readonly relay: Relay } {
  const { clients, names, clock } = deps;
  const sqs: SqsDeps = { sqs: clients.sqs, urls: new QueueUrls(clients.sqs), names, clock, onError };
  const letters = new DeadLetterTable(deps);
  const redrive = new Redrive({ deps, log, ...kernel }, sqs, letters);
  const consumer = createSqsConsumer(sqs, closed);
  /** Nothing consumes an event without queues but the log, which has it. */
  const putAside = async (event: DomainEvent, reason: string) => {
    onError(new Error(`The event ${event.id} (${event.type}) was not relayed: ${reason}`));
    const letter = { deadAt: new Date(clock.now()).toISOString(), reason, receiveCount: 0 };
    const text = JSON.stringify(event);
    for (const queue of queuesFor(event.type)) {
      const id = DeadLetterTable.idOf(Date.parse(event.time), `${event.id}-${queue}`);
      await letters.put({ id, queue, ...letter, text });
    }
  };
  const sender = new EventSender({ events: clients.events, bus: names.bus, putAside });
  const position = new RelayPosition(deps);
  const relay = new Relay({ log, position, sender, runErrands: () => redrive.runAbandoned(), onError });
  return { queues: createSqsQueues({ sqs, consumer, letters, redrive }), relay };
}
