import type { Outbox } from './outbox.ts';
import { type LogPage, NO_PAGE, pageAfter } from './page.ts';
import type { PageStore } from './page-store.ts';

/** Units listed of each outbox shard for one page. */
const UNITS_PER_SHARD = 25;

/**
 * Turns the outbox into a log of pages (docs/decisions/0019). Any number of processes may do this at once: the
 * conditional creation of the next page is the only synchronisation. Invariant: before page n + 1 is written, the outbox
 * holds no unit of the pages up to n; so each unit stands in exactly one page.
 */
export class PageLog {
  readonly #outbox: Outbox;
  readonly #pages: PageStore;
  readonly #listeners = new Set<() => void>();
  #newest: LogPage = NO_PAGE;
  #running: Promise<void> | undefined;
  #queued: Promise<void> | undefined;

  constructor(outbox: Outbox, pages: PageStore) {
    this.#outbox = outbox;
    this.#pages = pages;
  }

  /** Every unit that was committed before this call stands in a page when it resolves. */
  sequence(): Promise<void> {
    // A run that is under way may have listed the outbox already, so it cannot vouch for a later caller.
    this.#queued ??= (this.#running ?? Promise.resolve()).then(
      () => this.#start(),
      () => this.#start(),
    );
    return this.#queued;
  }

  /** The newest page, after sequencing what waits. */
  async newest(): Promise<LogPage> {
    await this.sequence();
    return this.#newest;
  }

  /** Pages from this number on, oldest first, as they are. */
  from(number: number, limit: number): Promise<readonly LogPage[]> {
    return this.#pages.from(number, limit);
  }

  /** Calls back whenever this process sees a new page; gives the way to stop that. */
  onPage(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #start(): Promise<void> {
    this.#queued = undefined;
    this.#running = this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    if (this.#newest === NO_PAGE) await this.#adopt(await this.#pages.newest());
    for (;;) {
      const { items, more } = await this.#outbox.list(UNITS_PER_SHARD);
      if (items.length === 0) return await this.#catchUp();
      const page = pageAfter(this.#newest, items);
      const isMine = await this.#pages.create(page);
      await this.#adopt(isMine ? page : await this.#pages.newest());
      if (isMine && !more && page.units.length === items.length) return;
    }
  }

  /** Others may have emptied the outbox: their pages are news here too. */
  async #catchUp(): Promise<void> {
    const newest = await this.#pages.newest();
    if (newest.number > this.#newest.number) await this.#adopt(newest);
  }

  /** Takes a page as the newest, once the outbox no longer holds its units. */
  async #adopt(page: LogPage): Promise<void> {
    if (page.number > 0) await Promise.all([this.#outbox.remove(page.units), this.#pages.raiseHead(page)]);
    this.#newest = page;
    for (const listener of this.#listeners) listener();
  }
}
