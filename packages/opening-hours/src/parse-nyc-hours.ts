import type { WeeklyInterval } from '@sprk/contracts';
import { NotUnderstood } from './not-understood.ts';
import { type DayGroup, dayGroup } from './nyc-days.ts';
import { type TimeRange, timeRanges } from './nyc-times.ts';

export type NycHours =
  | { readonly ok: true; readonly intervals: WeeklyInterval[]; readonly notes: string[] }
  | { readonly ok: false; readonly reason: string };

type Rule = { readonly group: DayGroup; readonly times: TimeRange[] };

// The days reach up to the first number that is neither in brackets nor an ordinal such as 1ST.
const DAYS_AND_TIMES = /^((?:\([^()]*\)|[^()\d]|\d(?:ST|ND|RD|TH)\b)+)(\d[^()]*)((?:\([^()]*\) ?)*)$/i;

// A remark with one of these may change the hours, so it is not just a note.
const ABOUT_HOURS =
  /\d|\b(?:CLOSED|EXCEPT|ONLY|APPT|APPOINTMENT|CALL|LAST|FIRST|EVERY|UNTIL|STARTS?|ENDS?|MON|TUES?|WED|THURS?|FRI|SAT|SUN)/;

/**
 * Hours of New York's food pantry lists: "TUE,WED,THUR 1:30-3PM", "WED (2,4) 11AM-1PM" (second and fourth).
 *
 * Days and times may be parallel lists, "SAT(1,2,4,5)/SAT(3) 12-1PM/11AM-1PM"; one list of times is for all
 * days, several for one list of days are all on those days. Remarks after the times are kept as notes. What
 * is misspelt or can be read in two ways is refused, with the part in question as the reason.
 * @returns intervals by weekday and time.
 */
export function parseNycHours(text: string): NycHours {
  try {
    return readHours(text);
  } catch (error) {
    if (error instanceof NotUnderstood) return { ok: false, reason: error.message };
    throw error;
  }
}

function readHours(text: string): NycHours {
  const tidy = text.replaceAll(/\s+/g, ' ').trim();
  const [, days, times, remarks = ''] = DAYS_AND_TIMES.exec(tidy) ?? [];
  if (days === undefined || times === undefined)
    throw new NotUnderstood(tidy, 'is not days followed by times');
  const groups = splitList(days).map(dayGroup);
  const rules = pair(groups, splitList(times).map(timeRanges), tidy);
  refuseContradictions(rules);
  return {
    ok: true,
    intervals: rules
      .flatMap(intervalsOf)
      .sort((a, b) => a.weekday - b.weekday || a.fromMinute - b.fromMinute),
    notes: [...groups.flatMap((group) => group.notes), ...trailingNotes(remarks)],
  };
}

function splitList(text: string): string[] {
  return text
    .toUpperCase()
    .split('/')
    .map((part) => part.trim());
}

function pair(groups: DayGroup[], times: TimeRange[][], text: string): Rule[] {
  const [only] = times;
  if (times.length === 1 && only) return groups.map((group) => ({ group, times: only }));
  if (groups.length === 1)
    return groups.flatMap((group) => times.map((ranges) => ({ group, times: ranges })));
  if (groups.length === times.length) {
    return groups.map((group, index) => ({ group, times: times[index] ?? [] }));
  }
  throw new NotUnderstood(text, `has ${groups.length} lists of days for ${times.length} of times`);
}

// Every rule adds its hours. Where a second rule for a day could as well replace the first, nobody can tell.
function refuseContradictions(rules: readonly Rule[]): void {
  rules.forEach((rule, index) => {
    for (const other of rules.slice(0, index)) {
      if (contradicts(rule, other)) {
        throw new NotUnderstood(rule.group.text, `may add to "${other.group.text}" or replace it`);
      }
    }
  });
}

function contradicts(rule: Rule, other: Rule): boolean {
  const overlap = rule.times.some((a) => other.times.some((b) => a.from < b.to && b.from < a.to));
  return rule.group.days.some((day) =>
    other.group.days.some((otherDay) => {
      if (day.weekday !== otherDay.weekday) return false;
      if (!day.nth || !otherDay.nth) return Boolean(day.nth) !== Boolean(otherDay.nth) || overlap;
      return overlap && day.nth.some((nth) => otherDay.nth?.includes(nth));
    }),
  );
}

function intervalsOf({ group, times }: Rule): WeeklyInterval[] {
  return group.days.flatMap((day) =>
    times.map(({ from, to }) => ({ ...day, fromMinute: from, toMinute: to })),
  );
}

function trailingNotes(remarks: string): string[] {
  const notes = [...remarks.matchAll(/\(([^()]*)\)/g)].map(([, note = '']) => note.trim());
  const unclear = notes.find((note) => ABOUT_HOURS.test(note.toUpperCase()));
  if (unclear !== undefined) throw new NotUnderstood(unclear, 'may change the hours');
  return notes.filter((note) => note !== '');
}
