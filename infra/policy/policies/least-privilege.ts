import type { Condition, Statement } from '../iam/document.ts';
import { type FoundPolicy, type PolicyKind, policiesOf } from '../iam/policies-of.ts';
import type { Policy } from '../policy.ts';
import { placeOf, type System } from '../system.ts';
import { isJustified } from './justified-wildcards.ts';

/** Conditions by which a service says for whom it acts; an encryption context names the one thing it may decrypt. */
const FOR_WHOM = /^(aws:SourceArn|aws:SourceAccount|kms:EncryptionContext:.+)$/i;

/** Services that act for nobody but the resource which holds the role; AWS sends no source for them. */
const ACTS_FOR_ITSELF = new Set(['ec2.amazonaws.com', 'eks.amazonaws.com']);

export const LEAST_PRIVILEGE_POLICIES: readonly Policy[] = [
  {
    sentence: 'lets no identity do everything with something, unless it is known why',
    check: (system) =>
      allowing(system, 'identity').flatMap(({ found, statement }) =>
        [...statement.actions, ...(statement.notActions.length > 0 ? ['*'] : [])]
          .filter((action) => action.includes('*') && !isJustified(found.resource, statement.sid))
          .map((action) => `${placeOf(found.resource)}: ${statement.sid} allows ${action}`),
      ),
    breach: {
      type: 'aws_iam_role_policy',
      change: (values) => withStatement(values, 'policy', { Action: 's3:*', Resource: 'arn:aws:s3:::one' }),
    },
  },
  {
    sentence: 'lets no identity do something with everything, unless it is known why',
    check: (system) =>
      allowing(system, 'identity').flatMap(({ found, statement }) =>
        [...statement.resources, ...(statement.notResources.length > 0 ? ['*'] : [])]
          .filter((resource) => resource === '*' && !isJustified(found.resource, statement.sid))
          .map(() => `${placeOf(found.resource)}: ${statement.sid} allows all resources`),
      ),
    breach: {
      type: 'aws_iam_role_policy',
      change: (values) => withStatement(values, 'policy', { Action: 's3:GetObject', Resource: '*' }),
    },
  },
  {
    sentence: 'lets nobody in by a wildcard',
    check: (system) =>
      [...allowing(system, 'resource'), ...allowing(system, 'trust')].flatMap(({ found, statement }) =>
        statement.principals
          .filter(({ id }) => id.includes('*'))
          .map(() => `${placeOf(found.resource)}: ${statement.sid} allows everybody`),
      ),
    breach: {
      type: 'aws_sqs_queue',
      change: (values) =>
        withStatement(values, 'policy', { Action: 'sqs:SendMessage', Resource: '*', Principal: '*' }),
    },
  },
  {
    sentence: 'lets a service act for this account and its resources only',
    check: (system) =>
      [...allowing(system, 'resource'), ...allowing(system, 'trust')].flatMap(({ found, statement }) =>
        statement.principals
          .filter(
            ({ type, id }) =>
              type === 'Service' && !ACTS_FOR_ITSELF.has(id) && !isBound(statement.conditions),
          )
          .map(({ id }) => `${placeOf(found.resource)}: ${statement.sid} lets ${id} act for anybody`),
      ),
    breach: {
      type: 'aws_sqs_queue',
      change: (values) =>
        withStatement(values, 'policy', {
          Action: 'sqs:SendMessage',
          Resource: '*',
          Principal: { Service: 'sns.amazonaws.com' },
        }),
    },
  },
];

function allowing(system: System, kind: PolicyKind): { found: FoundPolicy; statement: Statement }[] {
  return policiesOf(system)
    .filter((found) => found.kind === kind)
    .flatMap((found) => found.statements.map((statement) => ({ found, statement })))
    .filter(({ statement }) => statement.effect === 'Allow');
}

function isBound(conditions: readonly Condition[]): boolean {
  return conditions.some(
    ({ test, variable }) => FOR_WHOM.test(variable) && !test.includes('Not') && !test.endsWith('IfExists'),
  );
}

/** The same with one more statement, for a breach. */
export function withStatement(
  values: Readonly<Record<string, unknown>>,
  attribute: string,
  statement: object,
): Readonly<Record<string, unknown>> {
  const document = JSON.parse(String(values[attribute])) as { Statement: object[] };
  const added = { Sid: 'Breach', Effect: 'Allow', ...statement };
  return {
    ...values,
    [attribute]: JSON.stringify({ ...document, Statement: [...[document.Statement].flat(), added] }),
  };
}
