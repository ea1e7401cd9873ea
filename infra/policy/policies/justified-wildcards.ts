import type { StackResource } from '../system.ts';

interface Justified {
  /** Of the role or policy. */
  readonly address: RegExp;
  readonly sid: string;
  readonly because: string;
}

/** Statements of identities that may hold a wildcard, each with its reason. A new one needs a review. */
export const JUSTIFIED: readonly Justified[] = [
  {
    address: /github_oidc.*boundary/,
    sid: 'WhatTheRoleAllows',
    because: 'a boundary gives nothing: it only takes away, below',
  },
  {
    address: /github_oidc.*apply/,
    sid: 'ReadIam',
    because: 'Terraform refreshes roles and policies; IAM lists have no resource',
  },
  {
    address: /github_oidc.*read/,
    sid: 'DecryptSecretsAndParameters',
    because: 'bound to two services and to what the role may read there',
  },
];

export function isJustified({ address }: StackResource, sid: string): boolean {
  return JUSTIFIED.some((one) => one.sid === sid && one.address.test(address));
}
