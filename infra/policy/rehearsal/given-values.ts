import { createHash } from 'node:crypto';
import type { Resource, Values } from './resource.ts';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';

/**
 * What AWS would answer for a resource once it exists: its id, ARN, URL. By these every policy is known in full, although
 * nothing was made. @param planned what the plan knows
 */
export function givenValues({ address, type, values, unknown }: Planned): Values {
  const number = numberOf(address);
  const name = nameOf(values, type, number);
  const make = GIVEN[type];
  const fallback = unknown.arn === true ? { arn: arn(type.split('_')[1] ?? type, `${type}/${name}`) } : {};
  return { id: name, ...fallback, ...make?.({ name, number, values }) };
}

export interface Planned extends Resource {
  /** What only AWS can tell. */
  readonly unknown: Values;
}

interface Facts {
  readonly name: string;
  /** Hexadecimal, another one for each address and always the same. */
  readonly number: string;
  readonly values: Values;
}

const GIVEN: Readonly<Record<string, (facts: Facts) => Values>> = {
  aws_autoscaling_group: ({ name }) => ({
    arn: arn('autoscaling', `autoScalingGroup:*:autoScalingGroupName/${name}`),
  }),
  aws_backup_plan: ({ number }) => ({ id: number, arn: arn('backup', `backup-plan:${number}`) }),
  aws_backup_vault: ({ name }) => ({ arn: arn('backup', `backup-vault:${name}`) }),
  aws_budgets_budget: ({ name }) => ({
    id: `${ACCOUNT}:${name}`,
    arn: globalArn('budgets', `budget/${name}`),
  }),
  aws_cloudfront_cache_policy: ({ number }) => ({ id: number }),
  aws_cloudfront_distribution: ({ number }) => ({
    id: `E${number.toUpperCase()}`,
    arn: globalArn('cloudfront', `distribution/E${number.toUpperCase()}`),
    domain_name: `d${number}.cloudfront.net`,
  }),
  aws_cloudfront_function: ({ name }) => ({ arn: globalArn('cloudfront', `function/${name}`) }),
  aws_cloudfront_origin_access_control: ({ number }) => ({ id: number }),
  aws_cloudfront_response_headers_policy: ({ number }) => ({ id: number }),
  aws_cloudwatch_event_archive: ({ name }) => ({ arn: arn('events', `archive/${name}`) }),
  aws_cloudwatch_event_bus: ({ name }) => ({ arn: arn('events', `event-bus/${name}`) }),
  aws_cloudwatch_event_rule: ({ name, values }) => ({
    id: `${values.event_bus_name}/${name}`,
    arn: arn('events', `rule/${values.event_bus_name}/${name}`),
  }),
  aws_cloudwatch_log_group: ({ name }) => ({ arn: arn('logs', `log-group:${name}`) }),
  aws_cloudwatch_metric_alarm: ({ name }) => ({ arn: arn('cloudwatch', `alarm:${name}`) }),
  aws_dynamodb_table: ({ name }) => ({ arn: arn('dynamodb', `table/${name}`) }),
  aws_ecr_repository: ({ name }) => ({
    arn: arn('ecr', `repository/${name}`),
    registry_id: ACCOUNT,
    repository_url: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/${name}`,
  }),
  aws_eks_cluster: ({ name, number }) => ({
    arn: arn('eks', `cluster/${name}`),
    endpoint: `https://${number}.gr7.${REGION}.eks.amazonaws.com`,
    identity: [{ oidc: [{ issuer: `https://oidc.eks.${REGION}.amazonaws.com/id/${number.toUpperCase()}` }] }],
    certificate_authority: [{ data: 'LS0tLS1CRUdJTg==' }],
  }),
  aws_iam_instance_profile: ({ name }) => ({ arn: iam(`instance-profile/${name}`) }),
  aws_iam_openid_connect_provider: ({ values }) => {
    const provider = iam(`oidc-provider/${String(values.url).replace('https://', '')}`);
    return { id: provider, arn: provider };
  },
  aws_iam_policy: ({ name }) => ({ id: iam(`policy/${name}`), arn: iam(`policy/${name}`) }),
  aws_iam_role: ({ name }) => ({ arn: iam(`role/${name}`) }),
  aws_kms_key: ({ number, values }) => ({
    id: number,
    key_id: number,
    arn: arn('kms', `key/${number}`, regionOf(values)),
  }),
  aws_launch_template: ({ number }) => ({
    id: `lt-${number}`,
    arn: arn('ec2', `launch-template/lt-${number}`),
    latest_version: 1,
    default_version: 1,
  }),
  aws_s3_bucket: ({ name }) => ({
    arn: `arn:aws:s3:::${name}`,
    bucket_domain_name: `${name}.s3.amazonaws.com`,
    bucket_regional_domain_name: `${name}.s3.${REGION}.amazonaws.com`,
  }),
  aws_secretsmanager_secret: ({ name }) => {
    const secret = arn('secretsmanager', `secret:${name}-AbCdEf`);
    return { id: secret, arn: secret };
  },
  aws_sns_topic: ({ name }) => ({ id: arn('sns', name), arn: arn('sns', name) }),
  aws_sqs_queue: ({ name }) => {
    const url = `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`;
    return { id: url, url, arn: arn('sqs', name) };
  },
  aws_ssm_parameter: ({ name }) => ({ arn: arn('ssm', `parameter${name}`), version: 1 }),
  aws_wafv2_web_acl: ({ name, number }) => {
    const acl = `arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/${name}/${number}`;
    return { id: number, arn: acl };
  },
};

function nameOf(values: Values, type: string, number: string): string {
  const named = [values.name, values.bucket, values.alarm_name, values.role_name].find(isText);
  if (named) return named;
  return `${type.replace(/^aws_/, '').replaceAll('_', '-')}-${number}`;
}

function numberOf(address: string): string {
  return createHash('sha256').update(address).digest('hex').slice(0, 17);
}

/** A plan does not say where a resource will be, but the policy of a key names the services of its region. */
function regionOf(values: Values): string {
  return JSON.stringify(values).includes('.us-east-1.amazonaws.com') ? 'us-east-1' : REGION;
}

function arn(service: string, resource: string, region = REGION): string {
  return `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;
}

function globalArn(service: string, resource: string): string {
  return `arn:aws:${service}::${ACCOUNT}:${resource}`;
}

function iam(resource: string): string {
  return globalArn('iam', resource);
}

function isText(part: unknown): part is string {
  return typeof part === 'string';
}
