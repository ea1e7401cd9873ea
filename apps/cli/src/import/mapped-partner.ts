import type { RecipientInput, SupplierInput } from '@sprk/contracts';
import type { Finding } from './finding.ts';

/** One row of a source as the backend takes it, or why it cannot be. */
export type MappedPartner<Input extends SupplierInput | RecipientInput = SupplierInput | RecipientInput> = {
  readonly file: string;
  readonly line: number;
  /** undefined: refused, and a finding says why. */
  readonly input: Input | undefined;
  /** Whether the row's opening hours were understood; none: it needs none. */
  readonly hours: 'read' | 'unread' | 'none';
  readonly findings: readonly Finding[];
};

/** All partners of one kind, in the order of the source. */
export type PartnerSource = {
  readonly kind: 'suppliers' | 'recipients';
  /** About the source as a whole. */
  readonly findings: readonly Finding[];
  readonly partners: AsyncIterable<MappedPartner>;
};
