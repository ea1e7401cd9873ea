import type { Recipient, RecipientView, Supplier, SupplierView } from '@sprk/contracts';

/** Partners as the API shows them: the hours as they were written, not as they were parsed. */
export function supplierView({ schedule: _, ...view }: Supplier): SupplierView {
  return view;
}

export function recipientView({ schedule: _s, quietSchedule: _q, ...view }: Recipient): RecipientView {
  return view;
}
