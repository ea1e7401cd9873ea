import { FLOW, QUEUES } from '@sprk/core';
import { isAllowed } from '../iam/is-allowed.ts';
import { policiesOf } from '../iam/policies-of.ts';
import type { Policy } from '../policy.ts';
import { ACCOUNT, REGION } from '../rehearsal/given-values.ts';
import { ofType, type StackResource, type System, textAt } from '../system.ts';

const EVENTS = { type: 'Service', id: 'events.amazonaws.com' } as const;

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

interface Delivery {
  readonly from: string;
  readonly to: string;
}

function rulesOf(system: System): readonly StackResource[] {
  return ofType(system, 'aws_cloudwatch_event_rule').filter(
    ({ values }) => textAt(values, 'event_pattern') !== '',
  );
}

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

function deliveries(system: System): Delivery[] {
  return rulesOf(system).flatMap((rule) =>
    targetsOf(system, rule).flatMap(({ values }) =>
      [String(values.arn), textAt(values, 'dead_letter_config.0.arn')].map((to) => ({
        from: String(rule.values.arn),
        to,
      })),
    ),
  );
}

function targetsOf(system: System, { values }: StackResource): readonly StackResource[] {
  return ofType(system, 'aws_cloudwatch_event_target').filter((target) => target.values.rule === values.name);
}

/** EventBridge reports a refused key nowhere: the event just never comes. */
function canDeliver(system: System, { from, to }: Delivery): boolean {
  const context = { 'aws:SourceArn': from, 'aws:SourceAccount': ACCOUNT };
  const key = ofType(system, 'aws_sqs_queue').find(({ values }) => values.arn === to)?.values
    .kms_master_key_id;
  const mayUse = ['kms:Decrypt', 'kms:GenerateDataKey'].every((action) =>
    isAllowed(policyAt(system, 'aws_kms_key', 'arn', key), {
      action,
      resource: String(key),
      principal: EVENTS,
      context,
    }),
  );
  return mayUse && canSend(system, from, to);
}

function canSend(system: System, ruleArn: string, queueArn: string): boolean {
  return isAllowed(policyAt(system, 'aws_sqs_queue', 'arn', queueArn), {
    action: 'sqs:SendMessage',
    resource: queueArn,
    principal: EVENTS,
    context: { 'aws:SourceArn': ruleArn, 'aws:SourceAccount': ACCOUNT, 'aws:SecureTransport': 'true' },
  });
}

function canConsume(system: System, { values }: StackResource, role: string): boolean {
  const [queue, key] = [String(values.arn), String(values.kms_master_key_id)];
  const context = { 'kms:ViaService': `sqs.${REGION}.amazonaws.com`, 'aws:SecureTransport': 'true' };
  const own = policyAt(system, 'aws_iam_role_policy', 'role', role);
  const root = { type: 'AWS', id: `arn:aws:iam::${ACCOUNT}:root` };
  const consume = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'];
  return (
    consume.every((action) => isAllowed(own, { action, resource: queue, context })) &&
    isAllowed(own, { action: 'kms:Decrypt', resource: key, context }) &&
    isAllowed(policyAt(system, 'aws_kms_key', 'arn', key), {
      action: 'kms:Decrypt',
      resource: key,
      principal: root,
      context,
    })
  );
}

function policyAt(system: System, type: string, attribute: string, wantedValue: unknown) {
  return policiesOf(system)
    .filter(({ resource }) => resource.type === type && resource.values[attribute] === wantedValue)
    .flatMap(({ statements }) => statements);
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
