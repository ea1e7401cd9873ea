import type { Role } from '@sprk/contracts/vocabulary';

/** Who makes a request; `partnerId` is the supplier's or recipient's own, and absent for operators. */
export type Caller = {
  readonly role: Role;
  readonly partnerId?: string;
  /** The token's `sub`, for the audit log. */
  readonly subject: string;
};

const PARTNER_ID = { supplier: /^sup_[\w-]{1,64}$/, recipient: /^rec_[\w-]{1,64}$/ } as const;

/** The caller whom the claims of a verified token describe, or what is wrong with the claims. */
export function callerFromClaims(claims: Readonly<Record<string, unknown>>): Caller | string {
  const { role, partnerId, sub } = claims;
  if (role !== 'supplier' && role !== 'recipient' && role !== 'operator') {
    return 'The claim role must be supplier, recipient or operator.';
  }
  if (role === 'operator') return { role, subject: textOr(sub, role) };
  if (typeof partnerId !== 'string' || !PARTNER_ID[role].test(partnerId)) {
    return `The claim partnerId must be the id of a ${role}.`;
  }
  return { role, partnerId, subject: textOr(sub, partnerId) };
}

function textOr(claim: unknown, other: string): string {
  return typeof claim === 'string' && claim !== '' ? claim.slice(0, 200) : other;
}
