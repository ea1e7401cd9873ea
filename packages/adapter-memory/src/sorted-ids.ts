/** A set of ids in rising order. Ids are made in order of time, so adding is nearly always appending. */
export class SortedIds {
  readonly #ids: string[] = [];

  add(id: string): void {
    const last = this.#ids.at(-1);
    if (last === undefined || id > last) {
      this.#ids.push(id);
      return;
    }
    const index = this.#indexOf(id);
    if (this.#ids[index] !== id) this.#ids.splice(index, 0, id);
  }

  get size(): number {
    return this.#ids.length;
  }

  /** Ids above `after` in rising order. */
  *above(after: string | undefined): Generator<string> {
    let index = after === undefined ? 0 : this.#indexOf(after);
    if (this.#ids[index] === after) index += 1;
    for (; index < this.#ids.length; index += 1) yield this.#ids[index] as string;
  }

  /** Ids below `before` in falling order. */
  *below(before: string | undefined): Generator<string> {
    const start = before === undefined ? this.#ids.length : this.#indexOf(before);
    for (let index = start - 1; index >= 0; index -= 1) yield this.#ids[index] as string;
  }

  /** Index of the first id >= `id`. */
  #indexOf(id: string): number {
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] as string) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
