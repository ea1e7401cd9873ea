import type { DomainEvent, Recipient, Supplier } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { aRecipient, iso } from '../_fixtures.ts';
import { type Notified, type NotifyDeps, notifyPartners, retryDelaySeconds } from './notify-partners.ts';

type OfferEvent = DomainEvent<'offer.made' | 'offer.ended'>;
const supplier = { id: 'sup_1', name: 'Shop' };

function aWorld(results: Record<string, Notified>) {
  const told: string[] = [];
  const deps = {
    suppliers: { find: async (id: string) => (id === 'sup_1' ? supplier : undefined) },
    recipients: { find: async (id: string) => (id === 'a' ? aRecipient('a') : undefined) },
    notifier: {
      notify: async ({ id }: Supplier | Recipient) => {
        told.push(id);
        return results[id] ?? { kind: 'delivered' };
      },
    },
  };
  return { deps: deps as unknown as NotifyDeps, told };
}
function anEvent(type: OfferEvent['type'], recipientId = 'a'): OfferEvent {
  return { type, time: iso(), data: { recipientId, supplierId: 'sup_1' } } as OfferEvent;
}

describe('notifyPartners', () => {
  it('tells the recipient of a new offer, and both of its end', async () => {
    const { deps, told } = aWorld({});

    expect(await notifyPartners(deps, anEvent('offer.made'))).toEqual({ kind: 'delivered' });
    expect(told).toEqual(['a']);
    await notifyPartners(deps, anEvent('offer.ended'));
    expect(told).toEqual(['a', 'a', 'sup_1']);
  });

  it('reports the worst result', async () => {
    const retry: Notified = { kind: 'retry', reason: 'busy' };
    const refused: Notified = { kind: 'refused', reason: 'gone' };
    const ended = anEvent('offer.ended');

    expect(await notifyPartners(aWorld({ a: refused, sup_1: retry }).deps, ended)).toEqual(retry);
    expect(await notifyPartners(aWorld({ a: refused }).deps, ended)).toEqual(refused);
  });

  it('has nobody to tell when the recipient is gone', async () => {
    const { deps, told } = aWorld({});

    expect(await notifyPartners(deps, anEvent('offer.made', 'x'))).toEqual({ kind: 'delivered' });
    expect(told).toEqual([]);
  });
});

describe('retryDelaySeconds', () => {
  it('grows from 5 seconds to 12 hours', () => {
    expect([1, 2, 11, 12, 500].map(retryDelaySeconds)).toEqual([5, 30, 43_200, 43_200, 43_200]);
    expect(retryDelaySeconds(0)).toBe(5);
  });
});
