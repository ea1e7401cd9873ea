import type { OversupplyInput } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { aRegistration, HOUR, iso, NOW } from '../_fixtures.ts';
import { checkOversupply } from './check-oversupply.ts';

const DAY = 24 * HOUR;

function check(overrides: Partial<OversupplyInput> = {}, timeZone = 'Europe/Berlin'): string[] {
  const { origin: _, ...input } = aRegistration();
  return checkOversupply({ ...input, ...overrides }, timeZone, NOW).map(
    ({ path, message }) => `${path} ${message}`,
  );
}

describe('checkOversupply', () => {
  it('lets a sound lot through', () => {
    expect(check()).toEqual([]);
    expect(check({ divisible: true, minPartKg: 10 })).toEqual([]);
    expect(check({ date: { type: 'best_before', on: '2020-01-01' } })).toEqual([]);
  });

  it.each<[string, Partial<OversupplyInput>]>([
    ['collectBy is in the past', { readyAt: iso(-HOUR), collectBy: iso() }],
    ['collectBy must be after readyAt', { readyAt: iso(HOUR), collectBy: iso(HOUR) }],
    ['collectBy must be within 60 days', { collectBy: iso(60 * DAY + 1) }],
    ['date.on the use-by date has passed', { date: { type: 'use_by', on: '2026-11-23' } }],
    ['minPartKg only makes sense for a divisible lot', { minPartKg: 1 }],
    ['minPartKg must be at most massKg', { divisible: true, minPartKg: 10.001 }],
    ['massKg must be at least 0.001 kg', { massKg: 0.0004 }],
    ['readyAt is not a time', { readyAt: '2026-11-24T23:59:60Z' }],
    ['collectBy is not a time', { collectBy: '2026-11-24T23:59:60Z' }],
  ])('says that %s', (problem, overrides) => {
    expect(check(overrides)).toEqual([expect.stringContaining(problem)]);
  });

  it('names every fault at once', () => {
    const overrides: Partial<OversupplyInput> = {
      readyAt: iso(),
      collectBy: iso(-HOUR),
      date: { type: 'use_by', on: '2026-11-01' },
      minPartKg: 99,
    };

    expect(check(overrides)).toHaveLength(5);
  });

  it('allows the very ends', () => {
    expect(check({ collectBy: iso(60 * DAY) })).toEqual([]);
    expect(check({ date: { type: 'use_by', on: '2026-11-24' } })).toEqual([]);
  });

  it('reads the use-by date where the food stands, when it is ready', () => {
    const tonight = { readyAt: '2026-11-24T23:30:00.000Z', collectBy: '2026-11-25T06:00:00.000Z' };
    const date = { type: 'use_by' as const, on: '2026-11-24' };

    expect(check({ ...tonight, date })).toHaveLength(1);
    expect(check({ ...tonight, date }, 'America/New_York')).toEqual([]);
  });
});
