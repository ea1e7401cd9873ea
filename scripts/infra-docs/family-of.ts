/** Start of a resource type, and the family of APIs in infra/emulators that it needs; the longest that fits counts. */
const FAMILIES: Readonly<Record<string, string>> = {
  aws_acm: 'acm',
  aws_autoscaling: 'autoscaling',
  aws_backup: 'backup',
  aws_budgets: 'budgets',
  aws_cloudfront: 'cloudfront',
  aws_cloudwatch: 'cloudwatch',
  aws_cloudwatch_event: 'events',
  aws_cloudwatch_log: 'logs',
  aws_default_security_group: 'ec2',
  aws_dynamodb: 'dynamodb',
  aws_ecr: 'ecr',
  aws_eip: 'ec2',
  aws_eks: 'eks',
  aws_flow_log: 'ec2',
  aws_iam: 'iam',
  aws_internet_gateway: 'ec2',
  aws_kms: 'kms',
  aws_launch_template: 'ec2',
  aws_lb: 'elbv2',
  aws_nat_gateway: 'ec2',
  aws_route: 'ec2',
  aws_route53: 'route53',
  aws_s3: 's3',
  aws_secretsmanager: 'secretsmanager',
  aws_security_group: 'ec2',
  aws_sns: 'sns',
  aws_sqs: 'sqs',
  aws_ssm: 'ssm',
  aws_subnet: 'ec2',
  aws_vpc: 'ec2',
  aws_wafv2: 'wafv2',
};

/** Types whose API a family lists apart, because an emulator of the family may lack it. */
const APART: Readonly<Record<string, string>> = {
  aws_cloudfront_function: 'cloudfront-policies',
  aws_cloudfront_response_headers_policy: 'cloudfront-policies',
  aws_cloudwatch_log_delivery: 'log-delivery',
  aws_cloudwatch_log_delivery_destination: 'log-delivery',
  aws_cloudwatch_log_delivery_source: 'log-delivery',
  aws_eks_access_entry: 'eks-access-entries',
  aws_eks_access_policy_association: 'eks-access-entries',
  aws_eks_addon: 'eks-addons',
  aws_eks_pod_identity_association: 'eks-pod-identity',
};

/** @throws Error for a type that is in none of them */
export function familyOf(type: string): string {
  const apart = APART[type];
  if (apart) return apart;
  const fitting = Object.keys(FAMILIES).filter((start) => type === start || type.startsWith(`${start}_`));
  const longest = fitting.toSorted((one, other) => other.length - one.length)[0];
  if (!longest)
    throw new Error(`${type} belongs to no family of APIs: add it to scripts/infra-docs/family-of.ts.`);
  return FAMILIES[longest] ?? longest;
}
