import type { PackedId } from './packed-id.ts';

/** Terms of a WHERE clause and the values for their question marks, in order. */
export class Conditions {
  readonly #terms: string[] = [];
  readonly values: (PackedId | number)[] = [];

  add(term: string, ...values: readonly (PackedId | number)[]): void {
    this.#terms.push(term);
    this.values.push(...values);
  }

  toString(): string {
    return this.#terms.length > 0 ? `WHERE ${this.#terms.join(' AND ')}` : '';
  }
}
