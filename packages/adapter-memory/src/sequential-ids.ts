import type { Clock, Ids, Random } from '@sprk/core';

const COUNTER_LIMIT = 0x1000;

/**
 * UUIDv7 ids that rise strictly, also within a millisecond and when the clock steps back (RFC 9562, 6.2, method 1).
 * Clock and random given, a run makes the same ids again.
 */
export function createSequentialIds(clock: Clock, random: Random): Ids {
  let lastMs = 0;
  let counter = 0;
  function nextUuid(): string {
    const nowMs = Math.floor(clock.now());
    if (nowMs > lastMs) {
      lastMs = nowMs;
      counter = 0;
    } else {
      counter += 1;
      if (counter === COUNTER_LIMIT) {
        lastMs += 1;
        counter = 0;
      }
    }
    const time = hex(lastMs, 12);
    const tail = `${hex(random.next() * 2 ** 24, 6)}${hex(random.next() * 2 ** 24, 6)}`;
    const variant = hex(0x8000 + random.next() * 0x4000, 4);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(counter, 3)}-${variant}-${tail}`;
  }
  return { next: (prefix) => `${prefix}_${nextUuid()}` };
}

function hex(value: number, digits: number): string {
  return Math.floor(value).toString(16).padStart(digits, '0');
}
