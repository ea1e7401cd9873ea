import { resourceNames, TABLES } from '@sprk/adapter-aws/resource-names';
import { TABLE_INDEXES } from '@sprk/adapter-aws/table-indexes';
import { QUEUES } from '@sprk/core';
import { policiesOf } from '../iam/policies-of.ts';
import type { Policy } from '../policy.ts';
import { ACCOUNT } from '../rehearsal/given-values.ts';
import { blocksAt, ofType, placeOf, type System } from '../system.ts';

export const NAME_POLICIES: readonly Policy[] = [
  {
    sentence: 'has every resource under the name by which the services look for it',
    check: (system) => {
      const present = new Set(
        system.resources.flatMap(({ type, values }) => `${type} ${values.name ?? values.bucket}`),
      );
      return [...wantedNames(system)].filter((name) => !present.has(name));
    },
    breach: { type: 'aws_dynamodb_table', change: (values) => ({ ...values, name: 'another' }) },
  },
  {
    sentence: 'has the indexes that the services query',
    check: (system) => {
      const names = resourceNames(system.environment);
      return TABLES.flatMap((table) => {
        const found = ofType(system, 'aws_dynamodb_table').find(
          ({ values }) => values.name === names.table(table),
        );
        const indexes = blocksAt(found?.values ?? {}, 'global_secondary_index')
          .filter(({ projection_type }) => projection_type === 'KEYS_ONLY')
          .map(({ name, hash_key, range_key }) => `${name} ${hash_key} ${range_key}`);
        const wanted = TABLE_INDEXES[table].map(({ name, hash, range }) => `${name} ${hash} ${range}`);
        return indexes.toSorted().join() === wanted.toSorted().join()
          ? []
          : [`${table}: ${indexes.join(', ')}`];
      });
    },
    breach: {
      type: 'aws_dynamodb_table',
      when: ({ values }) => String(values.name).endsWith('-lots'),
      change: (values) => ({ ...values, global_secondary_index: [] }),
    },
  },
  {
    sentence: 'names only roles that exist in its policies',
    check: (system) => {
      const present = new Set(ofType(system, 'aws_iam_role').map(({ values }) => `role/${values.name}`));
      const named = policiesOf(system).flatMap(({ resource, statements }) =>
        [...JSON.stringify(statements).matchAll(/:iam::\d{12}:(role\/[\w-]+)"/g)].map(([, role = '']) => ({
          resource,
          role,
        })),
      );
      return named
        .filter(({ role }) => !present.has(role))
        .map(({ resource, role }) => `${placeOf(resource)} names ${role}`);
    },
    breach: {
      type: 'aws_iam_role',
      when: ({ values }) => String(values.name).endsWith('-matcher'),
      change: () => undefined,
    },
  },
  {
    sentence: 'names no version "latest" anywhere',
    check: ({ resources }) =>
      resources
        .filter(({ values }) => /(:latest|"\$Latest"|"version":"latest")/i.test(JSON.stringify(values)))
        .map(({ address }) => address),
    breach: {
      type: 'aws_ssm_parameter',
      change: (values) => ({ ...values, insecure_value: 'backend:latest' }),
    },
  },
];

function wantedNames({ environment }: System): ReadonlySet<string> {
  const names = resourceNames(environment);
  return new Set([
    `aws_cloudwatch_event_bus ${names.bus}`,
    `aws_s3_bucket ${names.weightsBucket(ACCOUNT)}`,
    ...TABLES.map((table) => `aws_dynamodb_table ${names.table(table)}`),
    ...QUEUES.flatMap(({ name }) => [names.queue(name), names.deadLetterQueue(name)]).map(
      (name) => `aws_sqs_queue ${name}`,
    ),
    ...(['internal-webhook', 'partner-webhook'] as const).map(
      (name) => `aws_secretsmanager_secret ${names.secret(name)}`,
    ),
  ]);
}
