import type { QueueName } from '@sprk/contracts';

/** How queues are named in the file. Numbers are never given to another queue. */
const NUMBERS: Readonly<Record<QueueName, number>> = {
  'match-requests': 1,
  outcomes: 2,
  notifications: 3,
};

/** @throws RangeError for a name that is not a queue's. */
export function queueNumber(queue: QueueName): number {
  const number: number | undefined = NUMBERS[queue];
  if (number === undefined) throw new RangeError(`Unknown queue: ${queue}.`);
  return number;
}

export function queueOfNumber(number: number): QueueName {
  for (const [name, one] of Object.entries(NUMBERS)) if (one === number) return name as QueueName;
  throw new RangeError(`Unknown number of a queue: ${number}.`);
}
