import type { DomainEvent, Recipient, Supplier } from '@sprk/contracts';
import type { PartnerStore } from '../ports/partner-store.ts';

/** How one attempt to tell a partner ended. */
export type Notified =
  | { readonly kind: 'delivered' }
  /** Worth another try, not before `afterSeconds` if given. */
  | { readonly kind: 'retry'; readonly reason: string; readonly afterSeconds?: number }
  /** Will never work: told to the operator as a dead letter. */
  | { readonly kind: 'refused'; readonly reason: string };

/** A way to reach a partner: webhook now, e-mail and push later. */
export interface Notifier {
  notify(partner: Supplier | Recipient, event: DomainEvent): Promise<Notified>;
}

export interface NotifyDeps {
  readonly suppliers: PartnerStore<Supplier>;
  readonly recipients: PartnerStore<Recipient>;
  readonly notifier: Notifier;
}

/**
 * Tells everybody whom an offer event concerns: the recipient always, the supplier when an offer ended.
 * A partner may be told twice (same message id); the worst result counts for the message as a whole.
 */
export async function notifyPartners(
  deps: NotifyDeps,
  event: DomainEvent<'offer.made' | 'offer.ended'>,
): Promise<Notified> {
  const { recipientId, supplierId } = event.data;
  const partners = await Promise.all([
    deps.recipients.find(recipientId),
    event.type === 'offer.ended' ? deps.suppliers.find(supplierId) : undefined,
  ]);
  const reachable = partners.filter((partner) => partner !== undefined);
  const results = await Promise.all(reachable.map((partner) => deps.notifier.notify(partner, event)));
  return (
    results.find(({ kind }) => kind === 'retry') ??
    results.find(({ kind }) => kind === 'refused') ?? { kind: 'delivered' }
  );
}

const RETRY_SECONDS = [5, 30, 120, 600, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200];

/** Wait before delivery number `receiveCount + 1`: grows from 5 s to 12 h, about 29 h in all. */
export function retryDelaySeconds(receiveCount: number): number {
  return RETRY_SECONDS[Math.min(receiveCount, RETRY_SECONDS.length) - 1] ?? 5;
}
