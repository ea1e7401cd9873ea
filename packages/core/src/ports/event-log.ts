import type { DomainEvent } from '@sprk/contracts';

/** The ordered log of events, for live updates. Kept for a stated time. */
export interface EventLog {
  /** Cursor of the newest durable event. */
  latest(): Promise<string>;
  /** Events after the cursor, oldest first; `gap` when the cursor is older than what is kept. */
  after(
    cursor: string,
    limit: number,
  ): Promise<{
    readonly events: readonly { readonly cursor: string; readonly event: DomainEvent }[];
    readonly gap: boolean;
  }>;
  /** Resolves when events newer than the cursor may exist, after `waitMs`, or when aborted. */
  changed(cursor: string, waitMs: number, signal?: AbortSignal): Promise<void>;
}
