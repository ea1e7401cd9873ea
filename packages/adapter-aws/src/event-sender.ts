import { setTimeout as sleep } from 'node:timers/promises';
import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
  type PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import type { DomainEvent } from '@sprk/contracts';
import { AppError } from '@sprk/core';
import { chunks } from './chunks.ts';
import { entryBytes, entryOf, MAX_PUT_BYTES } from './event-entry.ts';
import { sizedChunks } from './sized-chunks.ts';

export interface EventSenderDeps {
  readonly events: EventBridgeClient;
  readonly bus: string;
  /** Takes an event that the bus will never take. */
  readonly putAside: (event: DomainEvent, reason: string) => Promise<void>;
}

const MAX_ENTRIES = 10;
const CALLS_AT_ONCE = 8;
const FIRST_DELAY_MS = 50;
const MAX_DELAY_MS = 2000;
/** The event itself is at fault. Everything else, a missing right too, may be mended: then the line waits. */
const PERMANENT = new Set(['MalformedDetail', 'InvalidArgument', 'RedactionFailure']);

/** Puts events on the bus, and checks the answer for each of them. */
export class EventSender {
  readonly #deps: EventSenderDeps;
  #lastError: unknown;

  constructor(deps: EventSenderDeps) {
    this.#deps = deps;
  }

  /**
   * Resolves when the bus has each event, or it was put aside. Failed ones are tried again while `mayGoOn`.
   * @throws AppError unavailable when it may not; some of the events may have been sent then.
   */
  async send(events: readonly DomainEvent[], mayGoOn: () => boolean): Promise<void> {
    let open = events;
    for (let attempt = 0; open.length > 0; attempt += 1) {
      if (attempt > 0) await sleep(delayMs(attempt));
      if (!mayGoOn()) throw this.#refusal(open.length);
      open = await this.#sendOnce(open);
    }
  }

  /** The events to be tried again. */
  async #sendOnce(events: readonly DomainEvent[]): Promise<readonly DomainEvent[]> {
    const { bus, putAside } = this.#deps;
    const sized = events.map((event) => {
      const entry = entryOf(event, bus);
      return { event, entry, bytes: entryBytes(entry) };
    });
    const tooLarge = sized.filter(({ bytes }) => bytes > MAX_PUT_BYTES);
    for (const { event, bytes } of tooLarge)
      await putAside(event, `too large for the event bus: ${bytes} bytes`);
    const fitting = sized.filter(({ bytes }) => bytes <= MAX_PUT_BYTES);
    const limits = { maxCount: MAX_ENTRIES, maxBytes: MAX_PUT_BYTES };
    const calls = sizedChunks(fitting, limits, ({ bytes }) => bytes);
    const failed: DomainEvent[] = [];
    for (const together of chunks(calls, CALLS_AT_ONCE)) {
      failed.push(...(await Promise.all(together.map((call) => this.#put(call)))).flat());
    }
    return failed;
  }

  async #put(
    call: readonly { readonly event: DomainEvent; readonly entry: PutEventsRequestEntry }[],
  ): Promise<readonly DomainEvent[]> {
    const results = await this.#answers(call.map(({ entry }) => entry));
    const failed: DomainEvent[] = [];
    for (const [index, { event }] of call.entries()) {
      const { EventId, ErrorCode = 'none', ErrorMessage }: PutEventsResultEntry = results[index] ?? {};
      if (EventId !== undefined) continue;
      if (PERMANENT.has(ErrorCode)) {
        await this.#deps.putAside(event, `${ErrorCode}: ${ErrorMessage}`);
      } else {
        if (ErrorCode !== 'none') this.#lastError = new Error(`${ErrorCode}: ${ErrorMessage}`);
        failed.push(event);
      }
    }
    return failed;
  }

  #refusal(count: number): AppError {
    const cause = this.#lastError;
    return new AppError('unavailable', { detail: `The event bus did not take ${count} events.`, cause });
  }

  /** A call that failed as a whole tells of no entry that it went through. */
  async #answers(Entries: PutEventsRequestEntry[]): Promise<readonly PutEventsResultEntry[]> {
    try {
      return (await this.#deps.events.send(new PutEventsCommand({ Entries }))).Entries ?? [];
    } catch (error) {
      this.#lastError = error;
      return [];
    }
  }
}

function delayMs(attempt: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** attempt, MAX_DELAY_MS) * (0.5 + Math.random() / 2);
}
