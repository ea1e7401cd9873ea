import type { Activity, DirectoryPage, SlotUsage } from '@sprk/contracts';

/** Capacity and behaviour of recipients, as the backend holds them. */
export interface RecipientLedger {
  slots(
    keys: readonly { readonly recipientId: string; readonly date: string }[],
  ): Promise<readonly SlotUsage[]>;
  activity(recipientIds: readonly string[]): Promise<readonly Activity[]>;
}

/** Everything the matcher needs to know, as a feed of changed entries; the same entry may come again. */
export interface DirectoryFeed {
  /** `after` absent: from the beginning. An unknown cursor starts from the beginning too. */
  changes(after: string | undefined, limit: number): Promise<Omit<DirectoryPage, 'activeWeights'>>;
}
