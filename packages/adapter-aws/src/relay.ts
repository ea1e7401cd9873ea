import { setTimeout as sleep } from 'node:timers/promises';
import { Bell } from './bell.ts';
import type { EventSender } from './event-sender.ts';
import { contentOf } from './page.ts';
import type { PageLog } from './page-log.ts';
import type { RelayPosition } from './relay-position.ts';

export interface RelayDeps {
  readonly log: PageLog;
  readonly position: RelayPosition;
  readonly sender: Pick<EventSender, 'send'>;
  /** What else only one process should do from time to time: see Redrive.runAbandoned. */
  readonly runErrands: () => Promise<void>;
  /** Told of each failure; the same pages are tried again. */
  readonly onError: (error: unknown) => void;
}

/** How often the relay looks for units of processes that died, and for pages of others, ms. */
const LOOK_EVERY_MS = 1000;
const ERRANDS_EVERY_MS = 10_000;
const PAGES_AT_ONCE = 10;
const DRAIN_PAUSE_MS = 50;

/**
 * Carries the log's events to the bus, page by page, while this process holds the lease. At least once: a page is sent
 * again when its process dies, or loses the lease, before the position moved.
 */
export class Relay implements AsyncDisposable {
  readonly #deps: RelayDeps;
  readonly #bell = new Bell();
  readonly #stopping = new AbortController();
  #errandsAtMs = 0;
  #running: Promise<void> = Promise.resolve();
  #looping: Promise<void> | undefined;

  constructor(deps: RelayDeps) {
    this.#deps = deps;
  }

  /** Relays in the background until disposed of. */
  start(): void {
    this.#looping ??= this.#loop();
  }

  /** Resolves when every unit that was committed before is on the bus, by this process or another. */
  async drain(): Promise<void> {
    const { log, position } = this.#deps;
    const { number } = await log.newest();
    while (number > 0 && (await position.page()) < number) {
      await this.#next();
      if (!position.isHeld()) await sleep(DRAIN_PAUSE_MS);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    this.#bell.ring();
    await this.#looping;
    await this.#running.catch(() => undefined);
    await this.#deps.position.release().catch(this.#deps.onError);
  }

  async #loop(): Promise<void> {
    const { log, position, onError } = this.#deps;
    const forget = log.onPage(this.#bell.ring);
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#next();
        const isRung = await this.#bell.wait(LOOK_EVERY_MS);
        if (!isRung && position.isHeld()) await this.#look();
      } catch (error) {
        onError(error);
        await sleep(LOOK_EVERY_MS);
      }
    }
    forget();
  }

  /** What nobody else would find: units of processes that died between commit and page, and half a redrive. */
  async #look(): Promise<void> {
    const { log, runErrands } = this.#deps;
    await log.sequence();
    const nowMs = performance.now();
    if (nowMs < this.#errandsAtMs) return;
    this.#errandsAtMs = nowMs + ERRANDS_EVERY_MS;
    await runErrands();
  }

  /** One run after the other: the loop and `drain` share the lease. */
  #next(): Promise<void> {
    this.#running = this.#running.then(
      () => this.#run(),
      () => this.#run(),
    );
    return this.#running;
  }

  async #run(): Promise<void> {
    const { log, position, sender } = this.#deps;
    const mayGoOn = () => position.isHeld() && !this.#stopping.signal.aborted;
    for (;;) {
      const done = await position.hold();
      if (done === undefined) return;
      const pages = await log.from(done + 1, PAGES_AT_ONCE);
      if (pages.length === 0) return;
      for (const page of pages) {
        if ((await position.hold()) === undefined) return;
        await sender.send(contentOf(page).events, mayGoOn);
        if (!(await position.moveTo(page.number))) return;
      }
    }
  }
}
