import type { Clock } from '@sprk/core';

/** What one batch has given away and the directory does not show yet. */
export interface Booking {
  add(recipientId: string, date: string, massKg: number): void;
  /** The backend has answered (or will not): what it reserved is in every directory page asked for from now on. */
  settle(): void;
}

/**
 * First choices that were recommended a moment ago: without them a burst would send every lot of it to the same
 * best recipient. A booking counts until the first directory sync that began after the backend's answer, and at
 * most 2 s after the answer if no sync gets through. Only the first choice is booked: the others are seldom asked,
 * and the backend, not this view, is the authority on capacity.
 */
export interface TentativeLoad {
  open(): Booking;
  massKg(recipientId: string, date: string): number;
  openOffers(recipientId: string): number;
  /** To be called when a directory sync starts; its mark goes to `forget` when the sync is complete. */
  mark(): number;
  forget(mark: number): void;
}

const LONGEST_MS = 2000;

interface Item {
  readonly recipientId: string;
  readonly date: string;
  readonly massKg: number;
}
interface Entry {
  readonly items: Item[];
  settledTurn: number;
  settledAt: number;
}

export function createTentativeLoad({ clock }: { readonly clock: Clock }): TentativeLoad {
  const entries = new Set<Entry>();
  const itemsByRecipient = new Map<string, Set<Item>>();
  let turn = 0;

  function drop(entry: Entry): void {
    entries.delete(entry);
    for (const item of entry.items) {
      const items = itemsByRecipient.get(item.recipientId);
      items?.delete(item);
      if (items?.size === 0) itemsByRecipient.delete(item.recipientId);
    }
  }
  function expire(): void {
    for (const entry of entries) if (entry.settledAt + LONGEST_MS <= clock.now()) drop(entry);
  }

  return {
    open() {
      expire();
      const entry: Entry = { items: [], settledTurn: Infinity, settledAt: Infinity };
      entries.add(entry);
      return {
        add(recipientId, date, massKg) {
          const item = { recipientId, date, massKg };
          entry.items.push(item);
          const items = itemsByRecipient.get(recipientId);
          if (items) items.add(item);
          else itemsByRecipient.set(recipientId, new Set([item]));
        },
        settle() {
          entry.settledTurn = turn;
          entry.settledAt = clock.now();
        },
      };
    },
    massKg(recipientId, date) {
      let sum = 0;
      for (const item of itemsByRecipient.get(recipientId) ?? []) if (item.date === date) sum += item.massKg;
      return sum;
    },
    openOffers: (recipientId) => itemsByRecipient.get(recipientId)?.size ?? 0,
    mark() {
      turn += 1;
      return turn;
    },
    forget(mark) {
      for (const entry of entries) if (entry.settledTurn < mark) drop(entry);
      expire();
    },
  };
}
