import type { Activity, DirectoryEntry, Policy, Recipient, SlotUsage } from '@sprk/contracts';
import { type City, type Clock, DEFAULT_POLICY, noActivity } from '@sprk/core';
import { createActiveTotals } from './active-totals.ts';
import { RecipientIndex } from './recipient-index.ts';
import { createTentativeLoad, type TentativeLoad } from './tentative-load.ts';

/**
 * The city in memory, from the directory feed. The same entry may come again; the newest one counts. Inactive
 * recipients stay (they are blocked with that reason) but count in no mean.
 */
export interface DirectoryMirror extends City {
  apply(entries: readonly DirectoryEntry[]): void;
  recipient(id: string): Recipient | undefined;
  readonly tentative: TentativeLoad;
  readonly size: { readonly suppliers: number; readonly recipients: number; readonly slots: number };
}

const DAY_MS = 86_400_000;
const KEPT_DAYS = 3;

export function createDirectoryMirror({ clock }: { readonly clock: Clock }): DirectoryMirror {
  const suppliers = new Set<string>();
  const recipients = new RecipientIndex(clock);
  const activities = new Map<string, Activity>();
  const slotsByDate = new Map<string, Map<string, number>>();
  const totals = createActiveTotals();
  const tentative = createTentativeLoad({ clock });
  let policy: Policy = DEFAULT_POLICY;
  let changes = 0;

  function setRecipient(recipient: Recipient): void {
    const before = recipients.get(recipient.id);
    const activity = activities.get(recipient.id);
    if (before) totals.remove(before, activity);
    recipients.set(recipient);
    totals.add(recipient, activity);
    changes += 1;
  }
  function setActivity(activity: Activity): void {
    const recipient = recipients.get(activity.recipientId);
    if (recipient) totals.remove(recipient, activities.get(activity.recipientId));
    activities.set(activity.recipientId, activity);
    if (recipient) totals.add(recipient, activity);
    changes += 1;
  }
  function setSlot({ recipientId, date, reservedKg }: SlotUsage, oldest: string): void {
    if (date < oldest) return;
    const day = slotsByDate.get(date);
    if (day) day.set(recipientId, reservedKg);
    else slotsByDate.set(date, new Map([[recipientId, reservedKg]]));
  }
  function set(entry: DirectoryEntry, oldest: string): void {
    switch (entry.kind) {
      case 'recipient':
        setRecipient(entry.recipient);
        break;
      case 'activity':
        setActivity(entry.activity);
        break;
      case 'slot':
        setSlot(entry.slot, oldest);
        break;
      case 'supplier':
        suppliers.add(entry.supplier.id);
        break;
      case 'policy':
        policy = entry.policy;
        break;
      default:
      // Of a newer backend: nothing this matcher could use.
    }
  }
  /** Adding and taking away leaves rounding behind: now and then the sums are made anew. */
  function refreshTotals(): void {
    if (changes < 1000 + recipients.size) return;
    changes = 0;
    totals.clear();
    for (const recipient of recipients.values()) totals.add(recipient, activities.get(recipient.id));
  }

  return {
    apply(entries) {
      const oldest = new Date(clock.now() - KEPT_DAYS * DAY_MS).toISOString().slice(0, 10);
      for (const date of slotsByDate.keys()) if (date < oldest) slotsByDate.delete(date);
      for (const entry of entries) set(entry, oldest);
      refreshTotals();
    },
    recipient: (id) => recipients.get(id),
    recipientsNear: (place, maxDistanceKm) => recipients.near(place, policy, maxDistanceKm),
    reservedKg(recipientId, date) {
      const reservedKg = slotsByDate.get(date)?.get(recipientId) ?? 0;
      return reservedKg + tentative.massKg(recipientId, date);
    },
    activity(recipientId) {
      const activity = activities.get(recipientId) ?? noActivity(recipientId);
      const extra = tentative.openOffers(recipientId);
      return extra === 0 ? activity : { ...activity, openOffers: activity.openOffers + extra };
    },
    meanReceivedShare: totals.meanReceivedShare,
    get meanNeed() {
      return totals.meanNeed;
    },
    get meanClaim() {
      return totals.meanClaim;
    },
    get policy() {
      return policy;
    },
    get size() {
      let slots = 0;
      for (const day of slotsByDate.values()) slots += day.size;
      return { suppliers: suppliers.size, recipients: recipients.size, slots };
    },
    tentative,
  };
}
