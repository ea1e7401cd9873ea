import type { Policy } from '../policy.ts';
import { blocksAt, ofType, placeOf, textAt } from '../system.ts';
import { mayBeUnkeyed } from './justified-keys.ts';

/** Where each type of resource says which key encrypts it. */
const KEY_PATHS: Readonly<Record<string, string>> = {
  aws_backup_vault: 'kms_key_arn',
  aws_cloudwatch_event_bus: 'kms_key_identifier',
  aws_cloudwatch_log_group: 'kms_key_id',
  aws_dynamodb_table: 'server_side_encryption.0.kms_key_arn',
  aws_ecr_repository: 'encryption_configuration.0.kms_key',
  aws_eks_cluster: 'encryption_config.0.provider.0.key_arn',
  aws_secretsmanager_secret: 'kms_key_id',
  aws_sns_topic: 'kms_master_key_id',
  aws_sqs_queue: 'kms_master_key_id',
};

const ENCRYPTION = 'aws_s3_bucket_server_side_encryption_configuration';
const BUCKET_KEY = 'rule.0.apply_server_side_encryption_by_default.0.kms_master_key_id';

export const ENCRYPTION_POLICIES: readonly Policy[] = [
  ...Object.entries(KEY_PATHS).map(
    ([type, path]): Policy => ({
      sentence: `encrypts every ${type} with a customer key, unless it is known why not`,
      check: (system) =>
        ofType(system, type)
          .filter((resource) => !isKey(textAt(resource.values, path)) && !mayBeUnkeyed(resource, system))
          .map(placeOf),
      breach: { type, change: (values) => ({ ...values, [path.split('.')[0] ?? path]: undefined }) },
    }),
  ),
  {
    sentence: 'encrypts every bucket, with a customer key unless it is known why not',
    check: (system) => {
      const keys = new Map(
        ofType(system, ENCRYPTION).map(({ values }) => [values.bucket, textAt(values, BUCKET_KEY)]),
      );
      return ofType(system, 'aws_s3_bucket')
        .filter((bucket) => {
          const key = keys.get(bucket.values.bucket);
          return key === undefined || !(isKey(key) || mayBeUnkeyed(bucket, system));
        })
        .map(placeOf);
    },
    breach: {
      type: ENCRYPTION,
      when: ({ values }) => isKey(textAt(values, BUCKET_KEY)),
      change: (values) => ({ ...values, rule: [] }),
    },
  },
  {
    sentence: 'encrypts every SecureString with a customer key',
    check: (system) =>
      ofType(system, 'aws_ssm_parameter')
        .filter(({ values }) => values.type === 'SecureString' && !isKey(textAt(values, 'key_id')))
        .map(placeOf),
    breach: {
      type: 'aws_ssm_parameter',
      change: (values) => ({ ...values, type: 'SecureString', key_id: 'alias/aws/ssm' }),
    },
  },
  {
    sentence: 'encrypts every disk of its machines',
    check: (system) =>
      ofType(system, 'aws_launch_template')
        .filter(({ values }) => {
          const disks = blocksAt(values, 'block_device_mappings');
          return disks.length === 0 || disks.some((disk) => textAt(disk, 'ebs.0.encrypted') !== 'true');
        })
        .map(placeOf),
    breach: { type: 'aws_launch_template', change: (values) => ({ ...values, block_device_mappings: [] }) },
  },
  {
    sentence: 'renews every key by itself, and lets nobody delete one at once',
    check: (system) =>
      ofType(system, 'aws_kms_key')
        .filter(({ values }) => !values.enable_key_rotation || Number(values.deletion_window_in_days) < 7)
        .map(placeOf),
    breach: { type: 'aws_kms_key', change: (values) => ({ ...values, enable_key_rotation: false }) },
  },
];

function isKey(arn: string | undefined): boolean {
  return /^arn:aws:kms:[^:]+:\d{12}:key\//.test(arn ?? '');
}
