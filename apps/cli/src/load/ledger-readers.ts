import type { DomainEvent, EventType } from '@sprk/contracts';
import type { LotLedger } from './lot-ledger.ts';
import type { ServerSentEvent } from './sse-reader.ts';

/** Which live events the run reads, and what they tell its ledger; the others are not even parsed. */
export function createLedgerReaders(ledger: LotLedger, onGap: () => void) {
  const readers: Readonly<Partial<Record<string, (data: string) => void>>> = {
    'offer.made': (text) => ledger.offerMade(dataOf(text, 'offer.made')),
    'oversupply.changed': (text) => ledger.changed(dataOf(text, 'oversupply.changed')),
    // The backend no longer has all that happened while we were away.
    reset: onGap,
    'oversupply.registered': (text) => {
      // Nearly all are lots that we know from their 201; only the rest of a divided lot names a parent.
      if (!text.includes('"parentId"')) return;
      const { oversupplyId, registration } = dataOf(text, 'oversupply.registered');
      if (registration.parentId !== undefined) ledger.splitOff(oversupplyId, registration.parentId);
    },
  };
  return {
    wants: (event: string) => readers[event] !== undefined,
    onEvent: ({ event, data }: ServerSentEvent) => readers[event]?.(data),
  };
}

// The type parameter names what the backend's contract says this event carries.
function dataOf<Type extends EventType>(text: string, _type: Type): DomainEvent<Type>['data'] {
  return (JSON.parse(text) as DomainEvent<Type>).data;
}
