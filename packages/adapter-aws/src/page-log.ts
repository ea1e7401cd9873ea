import type { ItemKey } from './item-key.ts';
import type { Outbox, OutboxItem } from './outbox.ts';
import { type LogPage, NO_PAGE, pageAfter } from './page.ts';
import type { PageStore } from './page-store.ts';

/** Units listed of each outbox shard for one page. */
const UNITS_PER_SHARD = 25;
/** How long the newest page that this process saw may be built upon, ms: far below the time after which pages expire. */
const TRUSTED_MS = 3_600_000;

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
  /** A page of which the outbox is known to hold no unit. */
  #swept: LogPage = NO_PAGE;
  #adoptedAtMs = Number.NEGATIVE_INFINITY;
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
    if (performance.now() - this.#adoptedAtMs > TRUSTED_MS) this.#adopt(await this.#pages.newest());
    for (;;) {
      const { items, more } = await this.#outbox.list(UNITS_PER_SHARD);
      if (items.length === 0) return await this.#catchUp();
      const waiting = await this.#withoutPaged(items, more);
      if (waiting.length === 0) continue;
      const page = pageAfter(this.#newest, waiting);
      const isMine = await this.#pages.create(page);
      if (isMine) await this.#remove(page, page.units);
      this.#adopt(isMine ? page : await this.#pages.newest());
      if (isMine && !more && page.units.length === waiting.length) return;
    }
  }

  /** Others may have emptied the outbox: then the head names their newest page, which is news here too. */
  async #catchUp(): Promise<void> {
    const { number } = await this.#pages.head();
    if (number > this.#newest.number) this.#adopt(await this.#pages.newest());
  }

  /** What of a list stands in no page yet. What the newest page holds is removed, before a next one may be written. */
  async #withoutPaged(items: readonly OutboxItem[], more: boolean): Promise<readonly OutboxItem[]> {
    if (this.#swept === this.#newest) return items;
    const paged = new Set(this.#newest.units.map(({ sk }) => sk));
    // Whose page it is removes its units too: so only what is seen, unless the list was cut off.
    const left = more ? this.#newest.units : items.filter(({ sk }) => paged.has(sk));
    if (left.length > 0) await this.#remove(this.#newest, left);
    this.#swept = this.#newest;
    return items.filter(({ sk }) => !paged.has(sk));
  }

  /** An empty outbox means that the head is up to date: it is raised before units go. */
  async #remove(page: LogPage, units: readonly ItemKey[]): Promise<void> {
    await this.#pages.raiseHead(page);
    await this.#outbox.remove(units);
    this.#swept = page;
  }

  #adopt(page: LogPage): void {
    this.#newest = page;
    this.#adoptedAtMs = performance.now();
    for (const listener of this.#listeners) listener();
  }
}
