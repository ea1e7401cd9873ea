import { FLOW, QUEUES } from '@sprk/core';
import { canConsume, canDeliver, canSend, deliveries, rulesOf, targetsOf } from '../iam/delivery.ts';
import type { Policy } from '../policy.ts';
import { ofType, type System, textAt } from '../system.ts';

export const REACHABILITY_POLICIES: readonly Policy[] = [
  {
    sentence: 'carries each event to the queues of the flow, and to no other',
    check: (system) => differences(wanted(), eventPaths(system)),
    breach: {
      type: 'aws_cloudwatch_event_rule',
      change: (values) => ({
        ...values,
        event_pattern: '{"source":["sprk"],"detail-type":["policy.changed"]}',
      }),
    },
  },
  {
    sentence: 'lets each rule send to its queue and its dead letter queue, and use their key',
    check: (system) =>
      deliveries(system)
        .filter((one) => !canDeliver(system, one))
        .map(({ from, to }) => `${from} cannot deliver to ${to}`),
    breach: {
      type: 'aws_kms_key',
      when: ({ values }) => textAt(values, 'policy').includes('rule/'),
      change: (values) => ({
        ...values,
        policy: textAt(values, 'policy').replaceAll('kms:GenerateDataKey', 'kms:Verify'),
      }),
    },
  },
  {
    sentence: 'lets no rule send to a queue that is not its target',
    check: (system) => {
      const wantedPairs = new Set(deliveries(system).map(({ from, to }) => `${from} ${to}`));
      return rulesOf(system).flatMap((rule) =>
        ofType(system, 'aws_sqs_queue')
          .filter(({ values }) => canSend(system, String(rule.values.arn), String(values.arn)))
          .map(({ values }) => `${rule.values.arn} ${values.arn}`)
          .filter((pair) => !wantedPairs.has(pair)),
      );
    },
    breach: {
      type: 'aws_sqs_queue',
      when: ({ values }) => textAt(values, 'policy').includes('SendMessage'),
      change: (values) => ({
        ...values,
        policy: textAt(values, 'policy')
          .replaceAll(/rule\/[^"]+/g, 'rule/*')
          .replaceAll('ArnEquals', 'ArnLike'),
      }),
    },
  },
  {
    sentence: 'lets the consumer of each queue receive from it and decrypt what it gets',
    check: (system) =>
      QUEUES.flatMap(({ name, consumer }) => {
        const queue = ofType(system, 'aws_sqs_queue').find(({ values }) =>
          String(values.name).endsWith(`-${name}`),
        );
        return queue && canConsume(system, queue, `sprk-${system.environment}-${consumer}`)
          ? []
          : [`${consumer} cannot consume ${name}`];
      }),
    breach: {
      type: 'aws_iam_role_policy',
      when: ({ values }) => /-matcher$/.test(String(values.role)),
      change: (values) => ({
        ...values,
        policy: textAt(values, 'policy').replaceAll('sqs:ReceiveMessage', 'sqs:ListQueues'),
      }),
    },
  },
];

/** `event > queue` as the rules and targets have it. */
function eventPaths(system: System): string[] {
  return rulesOf(system).flatMap((rule) => {
    const pattern = JSON.parse(textAt(rule.values, 'event_pattern')) as { 'detail-type'?: string[] };
    return targetsOf(system, rule).flatMap(({ values }) =>
      (pattern['detail-type'] ?? ['everything']).map(
        (event) => `${event} > ${shortName(system, String(values.arn))}`,
      ),
    );
  });
}

function wanted(): string[] {
  return FLOW.flatMap(({ event, queues }) => queues.map((queue) => `${event} > ${queue}`));
}

function shortName({ environment }: System, queueArn: string): string {
  return queueArn.split(':').at(-1)?.replace(`sprk-${environment}-`, '') ?? queueArn;
}

function differences(expected: readonly string[], actual: readonly string[]): string[] {
  return [
    ...expected.filter((one) => !actual.includes(one)).map((one) => `missing: ${one}`),
    ...actual.filter((one) => !expected.includes(one)).map((one) => `too much: ${one}`),
  ];
}
