import type { Service } from '@sprk/core';
import { policiesOf } from '../iam/policies-of.ts';
import type { Policy } from '../policy.ts';
import { ofType, placeOf, type StackResource, type System, textAt } from '../system.ts';
import { withStatement } from './least-privilege.ts';
import { rightsOf } from './service-rights.ts';

const SERVICES: readonly Service[] = ['backend', 'matcher', 'cruncher'];
const GITHUB = 'token.actions.githubusercontent.com';

export const IDENTITY_POLICIES: readonly Policy[] = [
  ...SERVICES.map(
    (service): Policy => ({
      sentence: `lets the ${service} do what it has to, and nothing else`,
      check: (system) => {
        const wanted = lines(rightsOf(service, system.environment));
        const actual = lines(actualRights(system, service));
        return [
          ...[...wanted].filter((line) => !actual.has(line)).map((line) => `missing: ${line}`),
          ...[...actual].filter((line) => !wanted.has(line)).map((line) => `too much: ${line}`),
        ];
      },
      breach: {
        type: 'aws_iam_role_policy',
        when: ({ values }) => String(values.role).endsWith(`-${service}`),
        change: (values) =>
          withStatement(values, 'policy', {
            Action: 'dynamodb:Scan',
            Resource: 'arn:aws:dynamodb:::table/x',
          }),
      },
    }),
  ),
  {
    sentence: 'gives the role of a service to its own service account alone',
    check: (system) =>
      SERVICES.flatMap((service) => {
        const subjects = trustOf(system, `sprk-${system.environment}-${service}`).map(({ conditions }) =>
          conditions
            .filter(({ variable }) => /:sub$|kubernetes-service-account$/.test(variable))
            .flatMap(({ values }) => values),
        );
        const isOwn = (names: readonly string[]) =>
          names.length === 1 && [`system:serviceaccount:sprk:${service}`, service].includes(names[0] ?? '');
        return subjects.length > 0 && subjects.every(isOwn)
          ? []
          : [`${service}: ${JSON.stringify(subjects)}`];
      }),
    breach: {
      type: 'aws_iam_role',
      when: ({ values }) => String(values.name).endsWith('-matcher'),
      change: (values) => ({
        ...values,
        assume_role_policy: textAt(values, 'assume_role_policy').replaceAll(':matcher"', ':*"'),
      }),
    },
  },
  {
    sentence: 'gives roles to GitHub for one repository, and applies from its own environment only',
    check: (system) =>
      githubRoles(system).flatMap((role) => {
        const subjects = trustOf(system, String(role.values.name)).flatMap(({ conditions }) =>
          conditions
            .filter(({ test, variable }) => variable === `${GITHUB}:sub` && test === 'StringEquals')
            .flatMap(({ values }) => values),
        );
        return subjects.length > 0 && subjects.every((subject) => isBound(subject, role, system))
          ? []
          : [placeOf(role)];
      }),
    breach: {
      type: 'aws_iam_role',
      when: ({ values }) => textAt(values, 'assume_role_policy').includes(GITHUB),
      change: (values) => ({
        ...values,
        assume_role_policy: textAt(values, 'assume_role_policy').replaceAll(/repo:[^"]+/g, 'repo:sprk/*'),
      }),
    },
  },
];

function githubRoles(system: System): readonly StackResource[] {
  return ofType(system, 'aws_iam_role').filter(({ values }) =>
    textAt(values, 'assume_role_policy').includes(GITHUB),
  );
}

function isBound(subject: string, { values }: StackResource, { environment }: System): boolean {
  if (!/^repo:[\w.-]+\/[\w.-]+:/.test(subject)) return false;
  return !String(values.name).includes('apply') || subject.endsWith(`:environment:${environment}`);
}

function trustOf(system: System, roleName: string) {
  return policiesOf(system)
    .filter(({ kind, resource }) => kind === 'trust' && resource.values.name === roleName)
    .flatMap(({ statements }) => statements);
}

function actualRights(system: System, service: Service): Readonly<Record<string, readonly string[]>> {
  const role = `sprk-${system.environment}-${service}`;
  const rights: Record<string, string[]> = {};
  for (const { resource, statements } of policiesOf(system)) {
    if (resource.type !== 'aws_iam_role_policy' || resource.values.role !== role) continue;
    for (const { resources, actions } of statements) {
      for (const name of resources.map((arn) => shortName(system, arn)))
        rights[name] = [...(rights[name] ?? []), ...actions];
    }
  }
  return rights;
}

/** `…:table/sprk-dev-lots` is sprk-dev-lots; a secret goes without its random end; a key is called by its alias. */
function shortName(system: System, arn: string): string {
  if (arn.includes(':key/')) {
    const id = arn.split(':key/')[1];
    const alias = ofType(system, 'aws_kms_alias').find(({ values }) => values.target_key_id === id);
    return `key of ${String(alias?.values.name).split(`sprk-${system.environment}-`)[1]}`;
  }
  return (arn.split(':').at(-1) ?? arn).replace(/^(table|event-bus)\//, '').replace(/-AbCdEf$/, '');
}

function lines(rights: Readonly<Record<string, readonly string[]>>): ReadonlySet<string> {
  return new Set(
    Object.entries(rights).flatMap(([name, actions]) => actions.map((action) => `${action} on ${name}`)),
  );
}
