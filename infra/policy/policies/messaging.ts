import { QUEUES } from '@sprk/core';
import type { Policy } from '../policy.ts';
import { at, ofType, placeOf, type StackResource, type System, textAt } from '../system.ts';

export const MESSAGING_POLICIES: readonly Policy[] = [
  {
    sentence: 'gives every queue a dead letter queue, and the allowed deliveries of the flow',
    check: (system) =>
      workQueues(system).flatMap((queue) => {
        const { deadLetterTargetArn, maxReceiveCount } = redriveOf(queue);
        const flow = flowOf(queue);
        const hasTarget = ofType(system, 'aws_sqs_queue').some(
          ({ values }) => values.arn === deadLetterTargetArn,
        );
        return hasTarget && flow?.maxReceives === maxReceiveCount ? [] : [placeOf(queue)];
      }),
    breach: {
      type: 'aws_sqs_queue',
      when: isWorkQueue,
      change: (values) => ({ ...values, redrive_policy: '{}' }),
    },
  },
  {
    sentence: 'keeps a dead message longer than a living one',
    check: (system) =>
      workQueues(system)
        .filter((queue) => {
          const dead = ofType(system, 'aws_sqs_queue').find(
            ({ values }) => values.arn === redriveOf(queue).deadLetterTargetArn,
          );
          return !(
            Number(dead?.values.message_retention_seconds) > Number(queue.values.message_retention_seconds)
          );
        })
        .map(placeOf),
    breach: {
      type: 'aws_sqs_queue',
      when: isWorkQueue,
      change: (values) => ({ ...values, message_retention_seconds: 1_209_600 }),
    },
  },
  {
    sentence: 'leases a message at least as long as the flow says',
    check: (system) =>
      workQueues(system)
        .filter(
          (queue) =>
            !(Number(queue.values.visibility_timeout_seconds) >= (flowOf(queue)?.leaseSeconds ?? Infinity)),
        )
        .map(placeOf),
    breach: {
      type: 'aws_sqs_queue',
      when: isWorkQueue,
      change: (values) => ({ ...values, visibility_timeout_seconds: 10 }),
    },
  },
  {
    sentence: 'keeps what a rule cannot deliver, and says how often it is tried',
    check: (system) =>
      ofType(system, 'aws_cloudwatch_event_target')
        .filter(({ values }) => {
          const dead = textAt(values, 'dead_letter_config.0.arn');
          const isQueue = ofType(system, 'aws_sqs_queue').some((queue) => queue.values.arn === dead);
          return !isQueue || at(values, 'retry_policy.0.maximum_retry_attempts') === undefined;
        })
        .map(placeOf),
    breach: {
      type: 'aws_cloudwatch_event_target',
      change: (values) => ({ ...values, dead_letter_config: [] }),
    },
  },
];

export function isWorkQueue({ type, values }: StackResource): boolean {
  return type === 'aws_sqs_queue' && !String(values.name).endsWith('-dlq');
}

function workQueues(system: System): readonly StackResource[] {
  return system.resources.filter(isWorkQueue);
}

function flowOf(queue: StackResource) {
  return QUEUES.find(({ name }) => String(queue.values.name).endsWith(`-${name}`));
}

function redriveOf({ values }: StackResource): { deadLetterTargetArn?: string; maxReceiveCount?: number } {
  return JSON.parse(textAt(values, 'redrive_policy') || '{}') as object;
}
