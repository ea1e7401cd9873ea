import type { EventType, QueueName } from '@sprk/contracts';

export type Service = 'backend' | 'matcher' | 'cruncher';

export interface Queue {
  readonly name: QueueName;
  readonly consumer: Service;
  /** Deliveries before a message is set aside as dead. */
  readonly maxReceives: number;
  readonly leaseSeconds: number;
}

/** The flow as data: who makes which event, and which queue carries it on. Everything else is derived from it. */
export const QUEUES: readonly Queue[] = [
  { name: 'match-requests', consumer: 'matcher', maxReceives: 5, leaseSeconds: 30 },
  { name: 'outcomes', consumer: 'cruncher', maxReceives: 5, leaseSeconds: 60 },
  { name: 'notifications', consumer: 'backend', maxReceives: 12, leaseSeconds: 60 },
];

export interface Flow {
  readonly event: EventType;
  readonly producer: Service;
  readonly meaning: string;
  /** Queues that get a copy. Events without one only feed the log and the live updates. */
  readonly queues: readonly QueueName[];
}

export const FLOW: readonly Flow[] = [
  {
    event: 'oversupply.registered',
    producer: 'backend',
    meaning: 'A lot was stored; the matcher is asked.',
    queues: ['match-requests'],
  },
  {
    event: 'oversupply.rematch-requested',
    producer: 'backend',
    meaning: 'The matcher is asked again: nobody answered, or the cascade is used up.',
    queues: ['match-requests'],
  },
  {
    event: 'oversupply.changed',
    producer: 'backend',
    meaning: 'A lot was accepted, collected, unmatched, expired or withdrawn.',
    queues: [],
  },
  { event: 'offer.made', producer: 'backend', meaning: 'A recipient is asked.', queues: ['notifications'] },
  {
    event: 'offer.ended',
    producer: 'backend',
    meaning: 'An offer was answered, ran out or was taken back.',
    queues: ['notifications'],
  },
  {
    event: 'outcome.recorded',
    producer: 'backend',
    meaning: 'Something to learn from.',
    queues: ['outcomes'],
  },
  { event: 'partner.changed', producer: 'backend', meaning: 'A partner was created or changed.', queues: [] },
  { event: 'policy.changed', producer: 'backend', meaning: 'An operator changed the policy.', queues: [] },
  {
    event: 'weights.activated',
    producer: 'backend',
    meaning: 'Other weights are in use from now on.',
    queues: [],
  },
];

const queuesByEvent = new Map(FLOW.map((flow) => [flow.event, flow.queues]));
const queueByName = new Map(QUEUES.map((queue) => [queue.name, queue]));

/** Queues that get a copy of an event of this type. */
export function queuesFor(event: EventType): readonly QueueName[] {
  return queuesByEvent.get(event) ?? [];
}

/** @throws RangeError for a name that is not in QUEUES. */
export function queueNamed(name: QueueName): Queue {
  const queue = queueByName.get(name);
  if (!queue) throw new RangeError(`Unknown queue: ${name}.`);
  return queue;
}
