import type { Policy } from '../policy.ts';
import { at, ofType, placeOf, textAt } from '../system.ts';

export const PROTECTION_POLICIES: readonly Policy[] = [
  {
    sentence: 'protects every table from deletion, unless it is local',
    check: (system) =>
      ofType(system, 'aws_dynamodb_table')
        .filter(({ values }) => system.environment !== 'local' && values.deletion_protection_enabled !== true)
        .map(placeOf),
    breach: {
      type: 'aws_dynamodb_table',
      change: (values) => ({ ...values, deletion_protection_enabled: false }),
    },
  },
  {
    sentence: 'can restore every table as of any second',
    check: (system) =>
      ofType(system, 'aws_dynamodb_table')
        .filter(({ values }) => at(values, 'point_in_time_recovery.0.enabled') !== true)
        .map(placeOf),
    breach: { type: 'aws_dynamodb_table', change: (values) => ({ ...values, point_in_time_recovery: [] }) },
  },
  {
    sentence: 'deletes no bucket and no registry with what is in it, unless it is local',
    check: (system) =>
      ofType(system, 'aws_s3_bucket', 'aws_ecr_repository')
        .filter(
          ({ values }) =>
            system.environment !== 'local' && (values.force_destroy === true || values.force_delete === true),
        )
        .map(placeOf),
    breach: { type: 'aws_s3_bucket', change: (values) => ({ ...values, force_destroy: true }) },
  },
  {
    sentence: 'gives deleted secrets at least a week to be taken back, unless it is local',
    check: (system) =>
      ofType(system, 'aws_secretsmanager_secret')
        .filter(
          ({ values }) => system.environment !== 'local' && !(Number(values.recovery_window_in_days) >= 7),
        )
        .map(placeOf),
    breach: {
      type: 'aws_secretsmanager_secret',
      change: (values) => ({ ...values, recovery_window_in_days: 0 }),
    },
  },
  {
    sentence: 'backs its tables up, where it is production',
    check: (system) => {
      const isProtected =
        ofType(system, 'aws_backup_selection').length > 0 && ofType(system, 'aws_backup_plan').length > 0;
      return system.environment === 'prod' && !isProtected ? ['no backup plan selects anything'] : [];
    },
    breach: { type: 'aws_backup_plan', change: () => undefined },
  },
  {
    sentence: 'lets no bucket become public',
    check: (system) => {
      const closed = ofType(system, 'aws_s3_bucket_public_access_block').filter(({ values }) =>
        ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].every(
          (name) => values[name] === true,
        ),
      );
      const names = new Set(closed.map(({ values }) => values.bucket));
      return ofType(system, 'aws_s3_bucket')
        .filter(({ values }) => !names.has(values.bucket))
        .map(placeOf);
    },
    breach: {
      type: 'aws_s3_bucket_public_access_block',
      change: (values) => ({ ...values, block_public_policy: false }),
    },
  },
  {
    sentence: 'bears all tags on everything that can have tags, unless it is local',
    check: (system) =>
      system.resources
        .filter(
          ({ values }) =>
            system.environment !== 'local' && 'tags_all' in values && missingTags(values.tags_all).length > 0,
        )
        .map((resource) => `${placeOf(resource)} lacks ${missingTags(resource.values.tags_all).join(', ')}`),
    breach: { type: 'aws_sqs_queue', change: (values) => ({ ...values, tags_all: { Project: 'sprk' } }) },
  },
  {
    sentence: 'writes no secret into a plan or a state',
    check: (system) => [
      ...system.leaks,
      ...ofType(system, 'aws_secretsmanager_secret_version')
        .filter(({ values }) => textAt(values, 'secret_string') !== '')
        .map(placeOf),
    ],
    breach: {
      type: 'aws_secretsmanager_secret_version',
      change: (values) => ({ ...values, secret_string: 'seen' }),
    },
  },
];

const TAGS = ['Project', 'Environment', 'Stack', 'Owner', 'CostCenter', 'DataClass', 'ManagedBy', 'Repo'];

function missingTags(tags: unknown): readonly string[] {
  const present = (tags ?? {}) as Readonly<Record<string, unknown>>;
  return TAGS.filter((name) => !present[name]);
}
