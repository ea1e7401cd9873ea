import type { BlockReason, Recipient, Registration } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { aPolicy, aRecipient, aRegistration, HOUR, iso, MINUTE, NOW } from '../_fixtures.ts';
import { assessRecipient, type EligibilityQuestion, type Eligible } from './eligibility.ts';

type Case = {
  registration?: Partial<Registration>;
  recipient?: Partial<Recipient>;
  more?: Partial<EligibilityQuestion>;
};

function assess({ registration, recipient, more }: Case = {}) {
  const lot = aRegistration(registration);
  return assessRecipient({
    registration: lot,
    massKg: lot.massKg,
    recipient: aRecipient('a', recipient),
    policy: aPolicy(),
    now: NOW,
    declinedBefore: false,
    ...more,
  });
}
function reasons(question: Case): readonly BlockReason[] {
  const assessment = assess(question);
  return assessment.kind === 'blocked' ? assessment.reasons : [];
}
function eligible(question: Case = {}): Eligible {
  const assessment = assess(question);
  if (assessment.kind === 'blocked') throw new Error(assessment.reasons.join());
  return assessment;
}
/** Local hours of every day. */
function daily(fromMinute: number, toMinute: number) {
  const intervals = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, fromMinute, toMinute }));
  return { intervals, onHolidays: 'as_usual' as const, holidays: [] };
}

describe('assessRecipient', () => {
  it('lets a recipient through that every rule allows', () => {
    const distanceKm = 0.01 * (Math.PI / 180) * 6371 * 1.3;
    const driveMs = (distanceKm / 15) * HOUR;

    expect(assess()).toMatchObject({ kind: 'eligible', slotDate: '2026-11-24', massKg: 10, reservedKg: 0 });
    expect(eligible().distanceKm).toBeCloseTo(distanceKm, 9);
    expect(eligible().arriveAt).toBeCloseTo(NOW + driveMs, 3);
    expect(eligible().latestStartAt).toBeCloseTo(NOW + 8 * HOUR - driveMs, 3);
    expect(eligible().slotStartAt).toBe(eligible().arriveAt);
  });

  it.each<[BlockReason, Case]>([
    ['inactive', { recipient: { active: false } }],
    ['not_verified', { recipient: { verified: false } }],
    ['category', { registration: { category: 'dairy' } }],
    [
      'allergen',
      { registration: { allergens: ['milk', 'nuts'] }, recipient: { refusedAllergens: ['nuts'] } },
    ],
    ['cold_chain', { registration: { temperature: 'chilled' } }],
    ['use_by_passed', { registration: { date: { type: 'use_by', on: '2026-11-23' } } }],
    ['best_before_passed', { registration: { date: { type: 'best_before', on: '2026-11-23' } } }],
    ['too_far', { recipient: { lat: 52.62 } }],
    ['too_far', { recipient: { maxDistanceKm: 1.4 } }],
    ['too_late', { registration: { collectBy: iso(5 * MINUTE) } }],
    ['closed', { recipient: { closures: [{ from: '2026-11-24', to: '2026-11-24' }] } }],
    ['capacity', { recipient: { capacityKg: 9.9 } }],
    ['capacity', { more: { reservedKg: () => 90.1 } }],
    ['capacity', { registration: { divisible: true }, more: { reservedKg: () => 100 } }],
    ['part_too_small', { registration: { divisible: true, minPartKg: 3 }, more: { reservedKg: () => 98 } }],
    ['declined_before', { more: { declinedBefore: true } }],
    ['fatigue', { more: { openOffers: 5 } }],
  ])('blocks with %s, and with nothing else', (reason, question) => {
    expect(reasons(question)).toEqual([reason]);
  });

  it.each<[string, Case]>([
    ['a use-by date of the day of arrival', { registration: { date: { type: 'use_by', on: '2026-11-24' } } }],
    ['a packing date of any age', { registration: { date: { type: 'packed', on: '2025-01-01' } } }],
    [
      'food past its best-before date to whoever takes it',
      {
        registration: { date: { type: 'best_before', on: '2026-11-01' } },
        recipient: { acceptsBestBeforePassed: true },
      },
    ],
    ['allergens nobody refuses', { registration: { allergens: ['milk'] } }],
    ['a mass that fills the day exactly', { more: { reservedKg: () => 90 } }],
    ['one offer below the fatigue budget', { more: { openOffers: 4 } }],
    ['a longer way to whoever goes further', { recipient: { lat: 52.62, maxDistanceKm: 20 } }],
  ])('allows %s', (_, question) => {
    expect(reasons(question)).toEqual([]);
  });

  it('names every rule that fails, also when nobody could open the door', () => {
    const question: Case = {
      registration: { category: 'frozen', temperature: 'frozen', date: { type: 'use_by', on: '2026-11-20' } },
      recipient: { active: false, verified: false, lat: 53, capacityKg: 1 },
      more: { declinedBefore: true, openOffers: 9 },
    };

    expect(reasons(question)).toEqual([
      'inactive',
      'not_verified',
      'category',
      'cold_chain',
      'too_far',
      'declined_before',
      'fatigue',
      'use_by_passed',
      'capacity',
    ]);
    expect(
      reasons({ ...question, registration: { ...question.registration, collectBy: iso(MINUTE) } }),
    ).toEqual(expect.arrayContaining(['too_late', 'use_by_passed', 'capacity']));
  });

  it('reads the printed day in the time zone of the recipient', () => {
    const late = { readyAt: '2026-11-24T23:30:00.000Z', collectBy: '2026-11-25T06:00:00.000Z' };
    const date = { type: 'use_by' as const, on: '2026-11-24' };

    expect(reasons({ registration: { ...late, date } })).toEqual(['use_by_passed']);
    expect(reasons({ registration: { ...late, date }, recipient: { timeZone: 'Europe/London' } })).toEqual(
      [],
    );
  });

  it('waits for the doors to open, and leaves in time before they close', () => {
    const afternoon = daily(15 * 60, 16 * 60);

    expect(eligible({ recipient: { schedule: afternoon } })).toMatchObject({
      slotStartAt: Date.parse('2026-11-24T14:00:00.000Z'),
      slotClosesAt: Date.parse('2026-11-24T15:00:00.000Z'),
    });
    expect(eligible({ recipient: { schedule: afternoon } }).latestStartAt).toBeLessThan(
      Date.parse('2026-11-24T15:00:00.000Z'),
    );
  });

  it('starts the drive when the food is ready', () => {
    expect(eligible({ registration: { readyAt: iso(HOUR) } }).arriveAt - eligible().arriveAt).toBeCloseTo(
      HOUR,
      3,
    );
    expect(eligible({ registration: { readyAt: iso(-HOUR) } }).arriveAt).toBe(eligible().arriveAt);
  });

  it('asks for the room of the day of arrival', () => {
    const asked: string[] = [];
    const reservedKg = (date: string) => asked.push(date);
    const tomorrow = daily(9 * 60, 10 * 60);

    expect(
      eligible({
        registration: { collectBy: iso(48 * HOUR) },
        recipient: { schedule: tomorrow },
        more: { reservedKg },
      }),
    ).toMatchObject({ slotDate: '2026-11-25', reservedKg: 1 });
    expect(asked).toEqual(['2026-11-25']);
  });

  it('compares masses in grams, not in the dust of floating sums', () => {
    expect(reasons({ registration: { massKg: 0.3 }, more: { reservedKg: () => 99.7 } })).toEqual([]);
  });
});
