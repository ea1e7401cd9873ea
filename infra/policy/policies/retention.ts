import type { Policy } from '../policy.ts';
import { at, ofType, placeOf } from '../system.ts';

export const RETENTION_POLICIES: readonly Policy[] = [
  {
    sentence: 'keeps no log and no archived event for ever',
    check: (system) =>
      ofType(system, 'aws_cloudwatch_log_group', 'aws_cloudwatch_event_archive')
        .filter(({ values }) => !(Number(values.retention_in_days ?? values.retention_days) > 0))
        .map(placeOf),
    breach: { type: 'aws_cloudwatch_log_group', change: (values) => ({ ...values, retention_in_days: 0 }) },
  },
  {
    sentence: 'keeps old versions of objects, and not for ever',
    check: (system) => {
      const versioned = bucketsWith(
        system,
        'aws_s3_bucket_versioning',
        'versioning_configuration.0.status',
        'Enabled',
      );
      const limited = bucketsWith(
        system,
        'aws_s3_bucket_lifecycle_configuration',
        'rule.0.status',
        'Enabled',
      );
      return ofType(system, 'aws_s3_bucket')
        .filter(({ values }) => !versioned.has(values.bucket) || !limited.has(values.bucket))
        .map(placeOf);
    },
    breach: { type: 'aws_s3_bucket_versioning', change: () => undefined },
  },
  {
    sentence: 'forgets what has expired in every table',
    check: (system) =>
      ofType(system, 'aws_dynamodb_table')
        .filter(
          ({ values }) =>
            at(values, 'ttl.0.attribute_name') !== 'expiresAt' || at(values, 'ttl.0.enabled') !== true,
        )
        .map(placeOf),
    breach: { type: 'aws_dynamodb_table', change: (values) => ({ ...values, ttl: [] }) },
  },
];

function bucketsWith(
  system: Parameters<typeof ofType>[0],
  type: string,
  path: string,
  wanted: string,
): ReadonlySet<unknown> {
  return new Set(
    ofType(system, type)
      .filter(({ values }) => at(values, path) === wanted)
      .map(({ values }) => values.bucket),
  );
}
