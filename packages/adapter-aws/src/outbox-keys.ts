import { randomBytes } from 'node:crypto';
import type { Clock } from '@sprk/core';

/** Keys in the order of time, rising within a process also when its clock does not, different in every process. */
export class OutboxKeys {
  readonly #clock: Clock;
  readonly #process = randomBytes(6).toString('hex');
  #lastMs = 0;
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  next(): string {
    const nowMs = Math.max(this.#clock.now(), this.#lastMs);
    this.#count = nowMs === this.#lastMs ? this.#count + 1 : 0;
    this.#lastMs = nowMs;
    const parts = [String(nowMs).padStart(15, '0'), String(this.#count).padStart(6, '0'), this.#process];
    return parts.join('-');
  }
}
