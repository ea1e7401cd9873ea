/** One cheap call that only reads, in the dialect of the service. */
export type ProbeCall =
  | { readonly kind: 'json'; readonly target: string; readonly input: object }
  | { readonly kind: 'query'; readonly action: string; readonly apiVersion: string }
  | { readonly kind: 'rest'; readonly path: string };

/** A family of AWS APIs that our Terraform modules or adapters use. */
export interface Family {
  readonly name: string;
  /** As in the scope of a signature: by it an emulator tells the services apart. */
  readonly signingName: string;
  /** As in AWS_ENDPOINT_URL_<…>, where it can be on Moto. */
  readonly endpointName?: string;
  readonly call: ProbeCall;
}

export const FAMILIES: readonly Family[] = [
  { name: 'acm', signingName: 'acm', call: json('CertificateManager.ListCertificates') },
  {
    name: 'autoscaling',
    signingName: 'autoscaling',
    endpointName: 'AUTO_SCALING',
    call: query('DescribeAutoScalingGroups', '2011-01-01'),
  },
  { name: 'backup', signingName: 'backup', call: rest('/backup-vaults/') },
  {
    name: 'budgets',
    signingName: 'budgets',
    call: json('AWSBudgetServiceGateway.DescribeBudgets', { AccountId: '000000000000' }),
  },
  {
    name: 'cloudfront',
    signingName: 'cloudfront',
    endpointName: 'CLOUDFRONT',
    call: rest('/2020-05-31/distribution'),
  },
  { name: 'cloudwatch', signingName: 'monitoring', call: query('DescribeAlarms', '2010-08-01') },
  { name: 'dynamodb', signingName: 'dynamodb', call: json('DynamoDB_20120810.ListTables') },
  { name: 'ec2', signingName: 'ec2', endpointName: 'EC2', call: query('DescribeVpcs', '2016-11-15') },
  {
    name: 'ecr',
    signingName: 'ecr',
    endpointName: 'ECR',
    call: json('AmazonEC2ContainerRegistry_V20150921.DescribeRepositories'),
  },
  { name: 'eks', signingName: 'eks', endpointName: 'EKS', call: rest('/clusters') },
  {
    name: 'elbv2',
    signingName: 'elasticloadbalancing',
    endpointName: 'ELASTIC_LOAD_BALANCING_V2',
    call: query('DescribeLoadBalancers', '2015-12-01'),
  },
  { name: 'events', signingName: 'events', call: json('AWSEvents.ListEventBuses') },
  { name: 'iam', signingName: 'iam', call: query('ListRoles', '2010-05-08') },
  { name: 'kms', signingName: 'kms', call: json('TrentService.ListKeys') },
  { name: 'logs', signingName: 'logs', call: json('Logs_20140328.DescribeLogGroups') },
  { name: 'route53', signingName: 'route53', call: rest('/2013-04-01/hostedzone') },
  { name: 's3', signingName: 's3', call: rest('/') },
  { name: 'scheduler', signingName: 'scheduler', call: rest('/schedules') },
  { name: 'secretsmanager', signingName: 'secretsmanager', call: json('secretsmanager.ListSecrets') },
  { name: 'sns', signingName: 'sns', call: query('ListTopics', '2010-03-31') },
  { name: 'sqs', signingName: 'sqs', call: json('AmazonSQS.ListQueues') },
  { name: 'ssm', signingName: 'ssm', call: json('AmazonSSM.DescribeParameters') },
  { name: 'sts', signingName: 'sts', call: query('GetCallerIdentity', '2011-06-15') },
  {
    name: 'wafv2',
    signingName: 'wafv2',
    endpointName: 'WAFV2',
    call: json('AWSWAF_20190729.ListWebACLs', { Scope: 'REGIONAL' }),
  },
];

function json(target: string, input: object = {}): ProbeCall {
  return { kind: 'json', target, input };
}

function query(action: string, apiVersion: string): ProbeCall {
  return { kind: 'query', action, apiVersion };
}

function rest(path: string): ProbeCall {
  return { kind: 'rest', path };
}
