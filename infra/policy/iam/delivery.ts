import { ACCOUNT, REGION } from '../rehearsal/given-values.ts';
import { ofType, type StackResource, type System, textAt } from '../system.ts';
import type { Statement } from './document.ts';
import { isAllowed } from './is-allowed.ts';
import { policiesOf } from './policies-of.ts';

const EVENTS = { type: 'Service', id: 'events.amazonaws.com' } as const;

export interface Delivery {
  readonly from: string;
  readonly to: string;
}

export function rulesOf(system: System): readonly StackResource[] {
  return ofType(system, 'aws_cloudwatch_event_rule').filter(
    ({ values }) => textAt(values, 'event_pattern') !== '',
  );
}

export function deliveries(system: System): Delivery[] {
  return rulesOf(system).flatMap((rule) =>
    targetsOf(system, rule).flatMap(({ values }) =>
      [String(values.arn), textAt(values, 'dead_letter_config.0.arn')].map((to) => ({
        from: String(rule.values.arn),
        to,
      })),
    ),
  );
}

export function targetsOf(system: System, { values }: StackResource): readonly StackResource[] {
  return ofType(system, 'aws_cloudwatch_event_target').filter((target) => target.values.rule === values.name);
}

/** EventBridge reports a refused key nowhere: the event just never comes. */
export function canDeliver(system: System, { from, to }: Delivery): boolean {
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

export function canSend(system: System, ruleArn: string, queueArn: string): boolean {
  return isAllowed(policyAt(system, 'aws_sqs_queue', 'arn', queueArn), {
    action: 'sqs:SendMessage',
    resource: queueArn,
    principal: EVENTS,
    context: { 'aws:SourceArn': ruleArn, 'aws:SourceAccount': ACCOUNT, 'aws:SecureTransport': 'true' },
  });
}

export function canConsume(system: System, { values }: StackResource, role: string): boolean {
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

function policyAt(
  system: System,
  type: string,
  attribute: string,
  wantedValue: unknown,
): readonly Statement[] {
  return policiesOf(system)
    .filter(({ resource }) => resource.type === type && resource.values[attribute] === wantedValue)
    .flatMap(({ statements }) => statements);
}
