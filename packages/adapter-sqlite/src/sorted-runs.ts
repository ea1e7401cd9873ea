const RUN_LENGTH = 512;

/** Sorts a growing list of texts a little at a time: short runs as they come, merged while they are taken. */
export class SortedRuns {
  #tail: string[] = [];
  readonly #runs: { readonly names: readonly string[]; at: number }[] = [];

  add(name: string): void {
    this.#tail.push(name);
    if (this.#tail.length === RUN_LENGTH) this.#sortTail();
  }

  /** The smallest name that was not taken yet. Nothing may be added after the first call. */
  take(): string | undefined {
    if (this.#tail.length > 0) this.#sortTail();
    let first: { readonly names: readonly string[]; at: number } | undefined;
    let smallest: string | undefined;
    for (const run of this.#runs) {
      const name = run.names[run.at];
      if (name === undefined || (smallest !== undefined && name >= smallest)) continue;
      first = run;
      smallest = name;
    }
    if (first) first.at += 1;
    return smallest;
  }

  #sortTail(): void {
    this.#runs.push({ names: this.#tail.sort((a, b) => (a < b ? -1 : 1)), at: 0 });
    this.#tail = [];
  }
}
