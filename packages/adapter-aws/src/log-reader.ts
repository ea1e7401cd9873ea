import type { LogPosition } from './log-position.ts';
import { contentOf, type LogPage } from './page.ts';
import type { PageLog } from './page-log.ts';

type Content = ReturnType<typeof contentOf>;

export interface Placed<T> {
  /** Right behind it. */
  readonly position: LogPosition;
  readonly thing: T;
}

export interface Stretch<T> {
  readonly things: readonly Placed<T>[];
  /** Everything up to here was looked at. */
  readonly reached: LogPosition;
  readonly more: boolean;
}

const PAGES_AT_ONCE = 20;

/** Reads one kind of what the pages tell, in order. */
export class LogReader<T> {
  readonly #log: PageLog;
  readonly #thingsOf: (content: Content) => readonly T[];
  readonly #counts = new WeakMap<LogPage, number>();

  constructor(log: PageLog, thingsOf: (content: Content) => readonly T[]) {
    this.#log = log;
    this.#thingsOf = thingsOf;
  }

  /** Behind everything that was committed before this call. */
  async end(): Promise<LogPosition> {
    return this.#endOf(await this.#log.newest());
  }

  /**
   * Up to `limit` things after a position; undefined when something after it is not kept any more, or when no position
   * is like that.
   */
  async after(from: LogPosition, limit: number): Promise<Stretch<T> | undefined> {
    const newest = await this.#log.newest();
    if (from.page > newest.number) return undefined;
    if (this.#isEnd(from, newest)) return { things: [], reached: from, more: false };
    const pages = from.page === newest.number ? [newest] : await this.#log.from(from.page, PAGES_AT_ONCE);
    return this.#isKept(from, pages[0]) ? await this.#read(pages, from, limit) : undefined;
  }

  /** As `after`, from the oldest thing that is kept. */
  async fromOldest(limit: number): Promise<Stretch<T>> {
    await this.#log.sequence();
    const pages = await this.#log.from(0, PAGES_AT_ONCE);
    return await this.#read(pages, { page: 0, index: 0 }, limit);
  }

  async #read(first: readonly LogPage[], from: LogPosition, limit: number): Promise<Stretch<T>> {
    const things: Placed<T>[] = [];
    let reached = from;
    for await (const page of this.#pagesFrom(first)) {
      const fresh = this.#placed(page).filter(({ position }) => isAfter(position, from));
      const taken = fresh.slice(0, limit - things.length);
      things.push(...taken);
      reached = taken.at(-1)?.position ?? reached;
      if (taken.length < fresh.length) return { things, reached, more: true };
      const end = this.#endOf(page);
      if (isAfter(end, reached)) reached = end;
    }
    return { things, reached, more: false };
  }

  /** These pages and all that follow them. */
  async *#pagesFrom(first: readonly LogPage[]): AsyncGenerator<LogPage> {
    let pages = first;
    for (;;) {
      yield* pages;
      const last = pages.at(-1);
      if (!last || pages.length < PAGES_AT_ONCE) return;
      pages = await this.#log.from(last.number + 1, PAGES_AT_ONCE);
    }
  }

  #placed(page: LogPage): readonly Placed<T>[] {
    return this.#thingsOf(contentOf(page)).map((thing, index) => ({
      position: { page: page.number, index: index + 1 },
      thing,
    }));
  }

  #endOf(page: LogPage): LogPosition {
    return { page: page.number, index: this.#count(page) };
  }

  /** Readers that wait ask for the newest page over and over. */
  #count(page: LogPage): number {
    const known = this.#counts.get(page) ?? this.#thingsOf(contentOf(page)).length;
    this.#counts.set(page, known);
    return known;
  }

  /** When nothing happened for long, the newest page itself may have expired: then it has no units here. */
  #isEnd({ page, index }: LogPosition, newest: LogPage): boolean {
    return page === newest.number && (newest.units.length === 0 || index === this.#count(newest));
  }

  /** The page of a position tells that nothing after it is missing. Nothing is before the first page. */
  #isKept({ page, index }: LogPosition, first: LogPage | undefined): boolean {
    if (page === 0) return index === 0 && first?.number === 1;
    return first?.number === page && index <= this.#count(first);
  }
}

function isAfter(a: LogPosition, b: LogPosition): boolean {
  return a.page > b.page || (a.page === b.page && a.index > b.index);
}
