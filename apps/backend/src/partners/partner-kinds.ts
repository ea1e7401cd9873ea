import { type Recipient, RecipientInput, type Supplier, SupplierInput } from '@sprk/contracts';
import type { Static, TSchema } from 'typebox';
import type { BackendDeps } from '../deps.ts';
import { toRecipient, toSupplier } from './partner-fields.ts';
import type { PartnerKind } from './save-partner.ts';

type Deps = Pick<BackendDeps, 'ports' | 'clock' | 'allowPrivateWebhooks'>;

export function supplierKind(deps: Deps): PartnerKind<Supplier, SupplierInput> {
  return {
    name: 'supplier',
    prefix: 'sup',
    store: deps.ports.suppliers,
    toStored: (input, stored) => toSupplier(input, stored, contextOf(deps)),
    toInput: (partner) => inputOf(SupplierInput, partner),
  };
}

export function recipientKind(deps: Deps): PartnerKind<Recipient, RecipientInput> {
  return {
    name: 'recipient',
    prefix: 'rec',
    store: deps.ports.recipients,
    toStored: (input, stored) => toRecipient(input, stored, contextOf(deps)),
    toInput: (partner) => inputOf(RecipientInput, partner),
  };
}

function contextOf({ clock, allowPrivateWebhooks }: Deps) {
  return { now: clock.now(), allowPrivateWebhooks };
}

/** The fields a caller may send, taken from the stored record. */
function inputOf<I extends TSchema>(schema: I, partner: Supplier | Recipient): Static<I> {
  const names = Object.keys((schema as unknown as { properties: object }).properties);
  return Object.fromEntries(Object.entries(partner).filter(([name]) => names.includes(name))) as Static<I>;
}
