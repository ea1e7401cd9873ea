import type { DomainEvent } from '@sprk/contracts';
import type { Caller } from '@sprk/platform';

/** What of an event this caller may see; undefined: nothing. */
export function visibleEvent(event: DomainEvent, { role, partnerId }: Caller): DomainEvent | undefined {
  if (role === 'operator') return event;
  if (role === 'supplier') return event.audience.supplierId === partnerId ? forSupplier(event) : undefined;
  return event.audience.recipientId === partnerId ? forRecipient(event) : undefined;
}

/** Who said no to a supplier's lot before stays between the recipient and the operators. */
function forSupplier(event: DomainEvent): DomainEvent | undefined {
  switch (event.type) {
    case 'oversupply.registered':
    case 'oversupply.rematch-requested':
      return { ...event, data: { ...event.data, excluded: [] } };
    case 'oversupply.changed':
    case 'offer.made':
    case 'offer.ended':
    case 'partner.changed':
      return event;
    default:
      return undefined;
  }
}

function forRecipient(event: DomainEvent): DomainEvent | undefined {
  switch (event.type) {
    case 'oversupply.changed':
    case 'offer.made':
    case 'offer.ended':
    case 'partner.changed':
      return event;
    default:
      return undefined;
  }
}
