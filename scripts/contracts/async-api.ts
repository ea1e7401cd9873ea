import { EventEnvelope, type EventType } from '@sprk/contracts';
import { FLOW, type Flow, QUEUES, type Queue } from '@sprk/core';

type Part = Record<string, unknown>;

/** What flows between the services, as AsyncAPI 3.0: a channel per queue, and one for the log. */
export function asyncApiDocument(): Part {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'SPRK events',
      version: '1',
      description:
        'Events inside SPRK. Each is stored in the same unit of work as the change it tells of, ' +
        'and delivered at least once: ' +
        'its id stays the same over deliveries. The envelope has the attributes of CloudEvents 1.0.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    channels: {
      ...Object.fromEntries(QUEUES.map((queue) => [queue.name, queueChannel(queue)])),
      log: logChannel(),
    },
    operations: { ...Object.assign({}, ...QUEUES.map(queueOperations)), ...logOperations() },
    components: { messages: Object.fromEntries(FLOW.map((flow) => [flow.event, message(flow)])) },
  };
}

function queueChannel({ name, maxReceives, leaseSeconds }: Queue): Part {
  return {
    address: name,
    title: name,
    description: `A message is leased for ${leaseSeconds} s, and dead after ${maxReceives} deliveries.`,
    messages: messageRefs(eventsOf(name)),
    'x-max-receives': maxReceives,
    'x-lease-seconds': leaseSeconds,
  };
}

function logChannel(): Part {
  return {
    address: '/v1/events',
    title: 'Log of events',
    description:
      'Every event in order. The backend serves it as server-sent events, to each caller what it may see.',
    messages: messageRefs(FLOW.map(({ event }) => event)),
  };
}

function queueOperations({ name, consumer }: Queue): Part {
  const flows = FLOW.filter(({ queues }) => queues.includes(name));
  return { ...sendOperations(name, flows), ...operation(consumer, 'receive', name, flows) };
}

function logOperations(): Part {
  return sendOperations('log', FLOW);
}

function sendOperations(channel: string, flows: readonly Flow[]): Part {
  const producers = [...new Set(flows.map(({ producer }) => producer))];
  return Object.assign(
    {},
    ...producers.map((producer) =>
      operation(
        producer,
        'send',
        channel,
        flows.filter((flow) => flow.producer === producer),
      ),
    ),
  );
}

function operation(
  service: string,
  action: 'send' | 'receive',
  channel: string,
  flows: readonly Flow[],
): Part {
  return {
    [`${service}.${action}.${channel}`]: {
      action,
      title: `${service}: ${action} ${channel}`,
      tags: [{ name: service }],
      channel: { $ref: `#/channels/${channel}` },
      messages: flows.map(({ event }) => ({ $ref: `#/channels/${channel}/messages/${event}` })),
    },
  };
}

function message({ event, meaning }: Flow): Part {
  return { name: event, title: event, summary: meaning, payload: EventEnvelope(event) };
}

function messageRefs(events: readonly EventType[]): Part {
  return Object.fromEntries(events.map((event) => [event, { $ref: `#/components/messages/${event}` }]));
}

function eventsOf(queue: Queue['name']): EventType[] {
  return FLOW.filter(({ queues }) => queues.includes(queue)).map(({ event }) => event);
}
