import { describe, expect, it } from 'vitest';
import { expectedLots } from './expected-lots.ts';

const DAY = 86_400_000;
const NOW = 100 * DAY;
const past = (lot: string, daysAgo: number, hours = 0) => ({
  lot,
  at: NOW - daysAgo * DAY + hours * 3_600_000,
});

describe('expectedLots', () => {
  it('expects the stream of yesterday again on every day to come, at the same hours', () => {
    const lots = expectedLots([past('a', 1, 9), past('b', 1, 17)], NOW, 3);

    expect(lots.map(({ lot }) => lot)).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
    expect(lots.map(({ at }) => (at - NOW) / 3_600_000)).toEqual([9, 17, 33, 41, 57, 65]);
    expect(lots.every(({ expected }) => expected === 1)).toBe(true);
  });

  it('goes by the same weekday once there is one', () => {
    const lots = expectedLots([past('same', 7), past('other', 6)], NOW, 1);

    expect(lots.map(({ lot }) => lot)).toEqual(['same']);
  });

  it('expects as many lots a day as there were, however many days were seen', () => {
    const history = Array.from({ length: 20 }, (_, day) => [
      past('a', day + 1, 1),
      past('b', day + 1, 2),
    ]).flat();

    const total = expectedLots(history, NOW, 5).reduce((sum, { expected }) => sum + expected, 0);

    expect(total).toBeCloseTo(10, 6);
  });

  it('thins a large city and keeps the totals', () => {
    const history = Array.from({ length: 9000 }, (_, i) => past(`l${i}`, 1 + (i % 3), (i % 24) + 0));

    const lots = expectedLots(history, NOW, 2);

    expect(lots.length).toBeLessThanOrEqual(3001);
    expect(lots.reduce((sum, { expected }) => sum + expected, 0)).toBeCloseTo(6000, -2);
  });

  it('knows nothing from nothing, and leaves out what is older than four weeks or yet to come', () => {
    expect(expectedLots([], NOW, 5)).toEqual([]);
    expect(expectedLots([past('old', 29), past('future', -1)], NOW, 5)).toEqual([]);
  });
});
