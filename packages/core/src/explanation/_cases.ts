import type { OpeningSchedule } from '@sprk/contracts';
import { aPolicy, aRecipient, aRegistration, NOW } from '../_fixtures.ts';
import { initialWeights } from '../learning/weights-artefact.ts';
import { denseModel } from '../matching/acceptance-model.ts';
import { noActivity } from '../matching/activity.ts';
import type { ExplainedCase } from './explained-case.ts';

const model = denseModel(initialWeights(() => '0'.repeat(64)));

/** One recipient and one lot on a Tuesday, 11:00 in Berlin. */
export function aCase(overrides: Partial<ExplainedCase> = {}): ExplainedCase {
  return {
    registration: aRegistration(),
    policy: aPolicy(),
    at: NOW,
    recipient: aRecipient('x'),
    activity: noActivity('x'),
    reservedKg: () => 0,
    declinedBefore: false,
    means: { need: 1, receivedShare: 0, claim: 100 },
    model,
    ...overrides,
  };
}

/** The same hours every day, whole hours. */
export function daily(fromHour: number, toHour: number): OpeningSchedule {
  const hours = { fromMinute: fromHour * 60, toMinute: toHour * 60 };
  const intervals = Array.from({ length: 7 }, (_, weekday) => ({ weekday, ...hours }));
  return { intervals, onHolidays: 'as_usual', holidays: [] };
}
