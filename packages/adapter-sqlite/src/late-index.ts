import type { Participant } from './group-commit.ts';
import { SortedRuns } from './sorted-runs.ts';

export interface LateIndexOptions {
  /** Moves the row of that number; may meet one that was moved before a crash. Runs inside the transaction. */
  readonly move: (n: number) => void;
  /** All rows with numbers up to `through` have been moved. Runs inside the transaction. */
  readonly finish: (through: number) => void;
  /** Entries that gather before moving begins. (Default: 8192) */
  readonly batch?: number | undefined;
}

/** Rows by name, and their names on the way to be sorted. */
interface Batch {
  readonly numbers: Map<string, number>;
  readonly runs: SortedRuns;
  /** The highest number. */
  last: number;
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
  /** Rows of the open transaction. */
  #pending = new Map<string, number>();
  #recent = emptyBatch();
  #moving: Batch | undefined;
  /** Names that were moved, in order, and how many of them durably. */
  #moved: string[] = [];
  #position = 0;
  #durably = 0;

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
    this.#recent.numbers.set(name, n);
    this.#recent.runs.add(name);
    this.#recent.last = n;
  }

  /** Number of a row that may not be in the B-tree yet; also of one of the open transaction. */
  find(name: string): number | undefined {
    return this.#pending.get(name) ?? this.findDurable(name);
  }

  findDurable(name: string): number | undefined {
    return this.#recent.numbers.get(name) ?? this.#moving?.numbers.get(name);
  }

  /** Names of durable rows that may not be in the B-tree yet. */
  *names(): Generator<string> {
    if (this.#moving) yield* this.#moving.numbers.keys();
    yield* this.#recent.numbers.keys();
  }

  flush(): void {
    if (!this.#moving && this.#recent.numbers.size < this.#batch) return;
    // Twice as fast as new ones come, so that a batch has moved long before the next one is full.
    this.catchUp(2 * this.#pending.size + 1);
  }

  /** Moves up to `count` durable rows, also when less than a batch has gathered. Inside a transaction only. */
  catchUp(count: number): void {
    if (!this.#moving) {
      if (this.#recent.numbers.size === 0) return;
      this.#moving = this.#recent;
      this.#recent = emptyBatch();
    }
    const { numbers, last } = this.#moving;
    if (this.#position === numbers.size) return;
    const end = Math.min(numbers.size, this.#position + count);
    for (; this.#position < end; this.#position += 1) {
      this.#options.move(numbers.get(this.#nameAt(this.#position, this.#moving)) as number);
    }
    if (end === numbers.size) this.#options.finish(last);
  }

  committed(): void {
    if (this.#pending.size > 0) {
      for (const [name, n] of this.#pending) this.restore(name, n);
      this.#pending = new Map();
    }
    this.#durably = this.#position;
    if (!this.#moving || this.#position < this.#moving.numbers.size) return;
    this.#moving = undefined;
    this.#moved = [];
    this.#position = 0;
    this.#durably = 0;
  }

  rolledBack(): void {
    if (this.#pending.size > 0) this.#pending = new Map();
    this.#position = this.#durably;
  }

  /** After a rollback the same names are moved again, in the same order. */
  #nameAt(position: number, { runs }: Batch): string {
    if (position === this.#moved.length) this.#moved.push(runs.take() as string);
    return this.#moved[position] as string;
  }
}

function emptyBatch(): Batch {
  return { numbers: new Map(), runs: new SortedRuns(), last: 0 };
}
