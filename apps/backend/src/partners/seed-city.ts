import { setImmediate as breathe } from 'node:timers/promises';
import type { RecipientInput, SupplierInput } from '@sprk/contracts';
import type { BackendDeps } from '../deps.ts';
import { auditEntry } from '../http/audit-entry.ts';
import { recipientKind, supplierKind } from './partner-kinds.ts';
import { savePartner } from './save-partner.ts';

export interface City {
  readonly suppliers: readonly SupplierInput[];
  readonly recipients: readonly RecipientInput[];
}

/** Fills an empty store with a city; a store that has partners is left alone. @returns how many came in */
export async function seedCity(deps: BackendDeps, city: City): Promise<number> {
  const [suppliers, recipients] = await Promise.all([
    deps.ports.suppliers.count(),
    deps.ports.recipients.count(),
  ]);
  if (suppliers + recipients > 0) return 0;
  const call = <I>(input: I) => ({
    input,
    idempotencyKey: undefined,
    scope: 'seed',
    audit: (action: string, subject: string) =>
      auditEntry(deps, { role: 'operator', subject: 'seed' }, { action, subject }),
  });
  for (const input of city.suppliers) {
    await savePartner(deps, supplierKind(deps), call(input));
    await breathe();
  }
  for (const input of city.recipients) {
    await savePartner(deps, recipientKind(deps), call(input));
    await breathe();
  }
  return city.suppliers.length + city.recipients.length;
}
