import { type OsmRule, type OsmText, openOsm } from './osm-text.ts';
import { endAtMidnight, spillMinutes } from './osm-unsupported.ts';
import { MONTH_WEEKS, type ReferenceDay, referenceDays } from './reference-days.ts';

/** The openings that begin on a day: local minutes, `to` past 1440 on the day after; in order, none touching. */
export type DayHours = readonly { readonly from: number; readonly to: number }[];

/** Hours of each weekday (Monday first) for each place in the month, as `MONTH_WEEKS`; or one row for all. */
export type WeekTable = readonly (readonly DayHours[])[];

/**
 * Asks the library for the hours of every kind of day. A rule stands for the day it names: an opening that
 * runs past midnight goes with the day it begins on, also when the next day has a rule of its own.
 * @param day 'ordinary' for days that are no public holidays, 'holiday' for the hours if all days were.
 */
export function evaluateDays(hours: OsmText, day: 'ordinary' | 'holiday'): WeekTable {
  // On a public holiday `PH` matches and nothing else changes: exactly what naming every weekday does.
  const asOn = (rules: string) => (day === 'holiday' ? rules.replaceAll(/\bPH\b/g, 'Mo-Su') : rules);
  const withinDays = openOsm(endAtMidnight(asOn(hours.normal)));
  const rules = hours.rules.map((rule) => ({ ...rule, text: asOn(rule.text) }));
  const weeks = hours.normal.includes('[') ? MONTH_WEEKS : MONTH_WEEKS.slice(0, 1);
  return referenceDays(weeks).map((row) => row.map((date) => hoursOn(date, withinDays, rules)));
}

function hoursOn(
  date: ReferenceDay,
  withinDays: ReturnType<typeof openOsm>,
  rules: readonly OsmRule[],
): DayHours {
  const minuteOf = (at: Date) => (at.getTime() - date.startsAt.getTime()) / 60_000;
  const openings = withinDays.getOpenIntervals(date.startsAt, date.endsAt);
  const joined = joinTouching(openings.map(([from, to]) => ({ from: minuteOf(from), to: minuteOf(to) })));
  const last = joined.at(-1);
  if (last?.to === 1440) last.to += spillOn(date, withinDays, rules);
  return joined;
}

/** Ordered spans with those that touch made one: where two rules meet, the library gives two. */
export function joinTouching(spans: DayHours): { from: number; to: number }[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of spans) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = to;
    else joined.push({ from, to });
  }
  return joined;
}

// The rule in force just before midnight says how long the night goes on, with those it was added to.
function spillOn(
  date: ReferenceDay,
  withinDays: ReturnType<typeof openOsm>,
  rules: readonly OsmRule[],
): number {
  const lastMinute = new Date(date.endsAt.getTime() - 60_000);
  let index = withinDays.getMatchingRule(lastMinute) ?? -1;
  let rule = rules[index];
  let spill = rule ? spillMinutes(rule.text) : 0;
  while (rule?.isAdded) {
    rule = rules[--index];
    if (rule && spillMinutes(rule.text) > spill && openOsm(endAtMidnight(rule.text)).getState(lastMinute)) {
      spill = spillMinutes(rule.text);
    }
  }
  return spill;
}
