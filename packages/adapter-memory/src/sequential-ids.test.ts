import { describe, expect, it } from 'vitest';
import { createSeededRandom } from './seeded-random.ts';
import { createSequentialIds } from './sequential-ids.ts';

const FORM = /^ovs_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('createSequentialIds', () => {
  it('makes UUIDv7 ids that rise strictly, also within a millisecond and when the clock steps back', () => {
    let nowMs = Date.parse('2026-03-02T08:00:00Z');
    const ids = createSequentialIds({ now: () => nowMs }, createSeededRandom(1));
    const made = Array.from({ length: 10_000 }, (_, index) => {
      if (index % 3000 === 2999) nowMs += 5;
      if (index === 5000) nowMs -= 3_600_000;
      return ids.next('ovs');
    });

    for (const id of made) expect(id).toMatch(FORM);
    expect(made.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('tells the time of the clock', () => {
    const nowMs = Date.parse('2026-03-02T08:00:00Z');
    const id = createSequentialIds({ now: () => nowMs }, createSeededRandom(1)).next('sup');

    expect(Number.parseInt(id.slice(4, 17).replace('-', ''), 16)).toBe(nowMs);
  });

  it('makes the same ids again from the same seed', () => {
    const make = (seed: number) => {
      const ids = createSequentialIds({ now: () => 1_772_438_400_000 }, createSeededRandom(seed));
      return Array.from({ length: 5 }, () => ids.next('rec'));
    };

    expect(make(42)).toEqual(make(42));
    expect(make(42)).not.toEqual(make(43));
  });
});
