import type { Participant } from './group-commit.ts';

export interface LateIndexOptions {
  /** Moves the row of that number; may meet one that was moved before a crash. Runs inside the transaction. */
  readonly move: (n: number) => void;
  /** All rows with numbers up to `through` have been moved. Runs inside the transaction. */
  readonly finish: (through: number) => void;
  /** Entries that gather before moving begins. (Default: 8192) */
  readonly batch?: number | undefined;
}

/**
 * An index that lags behind. Keys in random order cost a page of their own each, which is most of what a commit writes.
 * So new rows are durable only in their table, in order of time, and their names are kept here in memory; when a batch
 * has gathered it moves into the B-tree in order of the names, a slice with each commit, where neighbours share pages.
 * At most about two batches are in memory; opening a file reads back those that had not moved.
 */
export class LateIndex implements Participant {
  readonly #options: LateIndexOptions;
  readonly #batch: number;
  /** Numbers of rows by name: of the open transaction, durable, and on the move. */
  #pending = new Map<string, number>();
  #recent = new Map<string, number>();
  #moving = new Map<string, number>();
  #sorted: readonly string[] = [];
  /** The highest number on the move. */
  #last = 0;
  #moved = 0;
  #movedDurably = 0;

  constructor(options: LateIndexOptions) {
    this.#options = options;
    this.#batch = options.batch ?? 8192;
  }

  /** A row of the open transaction. @param n Its number in its table; rises. */
  add(name: string, n: number): void {
    this.#pending.set(name, n);
  }

  /** A row that is durable, read back when the file is opened. */
  restore(name: string, n: number): void {
    this.#recent.set(name, n);
  }

  /** Number of a row that may not be in the B-tree yet; also of one of the open transaction. */
  find(name: string): number | undefined {
    return this.#pending.get(name) ?? this.findDurable(name);
  }

  findDurable(name: string): number | undefined {
    return this.#recent.get(name) ?? this.#moving.get(name);
  }

  /** Names of durable rows that may not be in the B-tree yet. */
  *names(): Generator<string> {
    yield* this.#moving.keys();
    yield* this.#recent.keys();
  }

  flush(): void {
    if (this.#recent.size < this.#batch && this.#moving.size === 0) return;
    // Twice as fast as new ones come, so that a batch has moved long before the next one is full.
    this.catchUp(2 * this.#pending.size + 1);
  }

  /** Moves up to `count` durable rows, also when less than a batch has gathered. Inside a transaction only. */
  catchUp(count: number): void {
    if (this.#moving.size === 0) this.#freeze();
    if (this.#moved === this.#sorted.length) return;
    const end = Math.min(this.#sorted.length, this.#moved + count);
    for (; this.#moved < end; this.#moved += 1) {
      this.#options.move(this.#moving.get(this.#sorted[this.#moved] as string) as number);
    }
    if (end === this.#sorted.length) this.#options.finish(this.#last);
  }

  committed(): void {
    for (const [name, n] of this.#pending) this.#recent.set(name, n);
    if (this.#pending.size > 0) this.#pending = new Map();
    this.#movedDurably = this.#moved;
    if (this.#moving.size === 0 || this.#moved < this.#sorted.length) return;
    this.#moving = new Map();
    this.#sorted = [];
    this.#moved = 0;
    this.#movedDurably = 0;
  }

  rolledBack(): void {
    if (this.#pending.size > 0) this.#pending = new Map();
    this.#moved = this.#movedDurably;
  }

  #freeze(): void {
    this.#moving = this.#recent;
    this.#recent = new Map();
    this.#sorted = [...this.#moving.keys()].sort();
    for (const n of this.#moving.values()) this.#last = n;
  }
}
