import type { Statement } from '../iam/document.ts';
import { policiesOf } from '../iam/policies-of.ts';
import type { Policy } from '../policy.ts';
import { ofType, placeOf, type StackResource, type System } from '../system.ts';

/** Resource that is asked over the network, the resource that holds its policy, and the attributes by which these find each other. */
const GUARDED = [
  { type: 'aws_sqs_queue', id: 'arn', policy: 'aws_sqs_queue', points: 'arn' },
  { type: 'aws_s3_bucket', id: 'bucket', policy: 'aws_s3_bucket_policy', points: 'bucket' },
  { type: 'aws_sns_topic', id: 'arn', policy: 'aws_sns_topic_policy', points: 'arn' },
  {
    type: 'aws_secretsmanager_secret',
    id: 'arn',
    policy: 'aws_secretsmanager_secret_policy',
    points: 'secret_arn',
  },
] as const;

export const TRANSPORT_POLICIES: readonly Policy[] = GUARDED.map(({ type, policy }) => ({
  sentence: `refuses plain HTTP at every ${type}`,
  check: (system) =>
    ofType(system, type)
      .filter((resource) => !isGuarded(system, resource))
      .map(placeOf),
  breach: { type: policy, change: (values) => ({ ...values, policy: '' }) },
}));

function isGuarded(system: System, resource: StackResource): boolean {
  const guard = GUARDED.find(({ type }) => type === resource.type);
  if (!guard) return false;
  const own = policiesOf(system).filter(
    ({ resource: holder }) =>
      holder.type === guard.policy && holder.values[guard.points] === resource.values[guard.id],
  );
  return own.some(({ statements }) => statements.some(refusesPlainHttp));
}

function refusesPlainHttp({ effect, actions, principals, conditions }: Statement): boolean {
  return (
    effect === 'Deny' &&
    // A topic's policy may not name all actions of SNS.
    actions.some((action) => /^([a-z0-9]+:\*|sns:Publish)$/i.test(action)) &&
    principals.some(({ id }) => id === '*') &&
    conditions.length === 1 &&
    conditions.every(
      ({ variable, values }) => variable === 'aws:SecureTransport' && values.join() === 'false',
    )
  );
}
