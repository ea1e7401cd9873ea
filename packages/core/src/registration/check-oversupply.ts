import type { OversupplyInput } from '@sprk/contracts';
import { localDate } from '../hours/zone.ts';
import type { FieldProblem } from '../shared/errors.ts';
import { roundKg, SMALLEST_KG } from '../shared/mass.ts';

const LONGEST_NOTICE_DAYS = 60;

/**
 * What a schema cannot say about a lot: times in order, dates that still allow passing the food on. All faults at once.
 * @param now ms since the epoch
 */
export function checkOversupply(input: OversupplyInput, timeZone: string, now: number): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const add = (path: string, message: string) => problems.push({ path, message });
  const readyAt = Date.parse(input.readyAt);
  const collectBy = Date.parse(input.collectBy);

  // A leap second is a valid RFC 3339 time, but none that a clock here can reach.
  if (Number.isNaN(readyAt)) add('readyAt', 'is not a time');
  if (Number.isNaN(collectBy)) add('collectBy', 'is not a time');
  if (roundKg(input.massKg) < SMALLEST_KG) add('massKg', `must be at least ${SMALLEST_KG} kg`);
  if (collectBy <= now) add('collectBy', 'is in the past: nobody can collect this any more');
  if (collectBy <= readyAt) add('collectBy', 'must be after readyAt');
  if (collectBy > now + LONGEST_NOTICE_DAYS * 86_400_000) {
    add('collectBy', `must be within ${LONGEST_NOTICE_DAYS} days`);
  }
  if (input.date.type === 'use_by' && input.date.on < localDate(Math.max(now, readyAt || now), timeZone)) {
    add('date.on', 'the use-by date has passed: this food must not be passed on');
  }
  if (input.minPartKg !== undefined) {
    if (!input.divisible) add('minPartKg', 'only makes sense for a divisible lot');
    if (input.minPartKg > input.massKg) add('minPartKg', 'must be at most massKg');
  }
  return problems;
}
