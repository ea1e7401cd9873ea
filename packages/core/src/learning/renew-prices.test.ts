import { describe, expect, it } from 'vitest';
import { type PricedOption, type PricingQuestion, renewPrices } from './renew-prices.ts';

const DAY = 86_400_000;
/** A Tuesday. */
const NOW = Date.parse('2026-11-24T00:00:00Z');
const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);

function aQuestion(overrides: Partial<PricingQuestion<number>> = {}): PricingQuestion<number> {
  return {
    history: Array.from({ length: 40 }, (_, i) => ({ lot: 10, at: NOW - DAY + i * 60_000 })),
    now: NOW,
    days: 1,
    optionsOf: (_, at) => [anOption(at)],
    massKgOf: (massKg) => massKg,
    freeKg: () => 100,
    attempts: 4,
    before: {},
    ...overrides,
  };
}

function anOption(at: number, overrides: Partial<PricedOption> = {}): PricedOption {
  return { recipientId: 'rec_1', slotDate: dateOf(at), probability: 0.5, utility: 10, ...overrides };
}

describe('renewPrices', () => {
  it('prices a day that is asked for more than it holds, and only that weekday', () => {
    const week = renewPrices(aQuestion()).rec_1 ?? [];

    expect(week).toHaveLength(7);
    expect(week[1]).toBeGreaterThan(0.5);
    expect(week.filter((price) => price > 0)).toHaveLength(1);
  });

  it('asks nothing where there is room for all', () => {
    expect(renewPrices(aQuestion({ freeKg: () => 10_000 })).rec_1).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('prices scarcer room higher', () => {
    const price = (freeKg: number) => renewPrices(aQuestion({ freeKg: () => freeKg })).rec_1?.[1] ?? 0;

    expect(price(20)).toBeGreaterThan(price(150));
  });

  it('takes the nearer of two dates on one weekday', () => {
    const optionsOf = (_: number, at: number) => [
      anOption(at, { slotDate: '2026-11-24' }),
      anOption(at, { slotDate: '2026-12-01' }),
    ];
    const freeKg = (_: string, date: string) => (date === '2026-11-24' ? 1e6 : 1);

    expect(renewPrices(aQuestion({ optionsOf, freeKg })).rec_1?.[1]).toBe(0);
  });

  it('knows no prices without a history', () => {
    expect(renewPrices(aQuestion({ history: [] }))).toEqual({});
  });
});
