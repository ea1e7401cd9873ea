import { NotUnderstood } from './not-understood.ts';

/** A weekday (0 = Monday), every week or only in some weeks of the month (-1 is the last). */
export type NamedDay = { readonly weekday: number; readonly nth?: number[] };

/** Days as written before the times; remarks in brackets that are not about weeks are kept as notes. */
export type DayGroup = { readonly text: string; readonly days: NamedDay[]; readonly notes: string[] };

// Spellings in use. T and S alone would each stand for two days.
const NAMES = ['M MON', 'TU TUE TUES', 'W WED', 'TH THU THUR THURS', 'F FR FRI', 'SA SAT', 'SU SUN'];
const WEEKDAYS = new Map(NAMES.flatMap((names, weekday) => names.split(' ').map((name) => [name, weekday])));

const DAY = /^(?:(\d)(?:ST|ND|RD|TH) )?([A-Z]+)(?: ?- ?([A-Z]+))? ?(\(.*\))?$/;
const WEEK = /^(?:([1-5])(?:ST|ND|RD|TH)?|LAST)(?: ONLY)?$/;
const CLOSED_WEEK = /^CLOSED ([1-5])(?:ST|ND|RD|TH) ([A-Z]+)$/;
// Says for whom it is open, not when.
const AUDIENCE = /^(?:SR|SRS|SENIOR|SENIORS) ONLY$/;

/** Days joined by commas: "TUE(1),SAT(3)", "MON-FRI", "1ST SAT". Throws NotUnderstood naming the part. */
export function dayGroup(text: string): DayGroup {
  const parts = text.split(/,(?![^(]*\))/).map((part) => part.trim());
  const notes: string[] = [];
  const days = parts.flatMap((part) => namedDays(part, notes));
  const withWeeks = days.filter(({ nth }) => nth);
  if (withWeeks.length > 0 && withWeeks.length < days.length) {
    throw new NotUnderstood(text, 'does not say whether the weeks of the month are for all of its days');
  }
  if (new Set(days.map(({ weekday }) => weekday)).size < days.length) {
    throw new NotUnderstood(text, 'names a day twice');
  }
  return { text, days, notes };
}

function namedDays(part: string, notes: string[]): NamedDay[] {
  const [, week, first, last, bracket] = DAY.exec(part) ?? [];
  if (first === undefined) throw new NotUnderstood(part, 'is not a day of the week');
  const from = weekdayOf(first, part);
  const remark = bracket?.slice(1, -1).trim();
  const isNote = remark !== undefined && AUDIENCE.test(remark);
  if (isNote) notes.push(part);
  const nth = remark === undefined || isNote ? undefined : weeksOf(remark, from, part);
  if (week !== undefined && nth) throw new NotUnderstood(part, 'says the week of the month twice');
  const weeks = week === undefined ? nth : weeksOf(week, from, part);
  if (last === undefined) return [weeks ? { weekday: from, nth: weeks } : { weekday: from }];
  if (weeks) throw new NotUnderstood(part, 'does not say which days the weeks of the month are for');
  const count = ((weekdayOf(last, part) - from + 7) % 7) + 1;
  if (count === 1) throw new NotUnderstood(part, 'begins and ends on the same day');
  return Array.from({ length: count }, (_, index) => ({ weekday: (from + index) % 7 }));
}

function weeksOf(remark: string, weekday: number, part: string): number[] {
  const [, closedWeek, closedDay] = CLOSED_WEEK.exec(remark) ?? [];
  if (closedWeek !== undefined && WEEKDAYS.get(closedDay ?? '') === weekday) {
    return [1, 2, 3, 4, 5].filter((week) => week !== Number(closedWeek));
  }
  const weeks = remark.split(',').map((item) => {
    const match = WEEK.exec(item.trim());
    if (!match) throw new NotUnderstood(part, 'does not name weeks of the month by 1 to 5 or LAST');
    return match[1] === undefined ? -1 : Number(match[1]);
  });
  return [...new Set(weeks)];
}

function weekdayOf(name: string, part: string): number {
  const weekday = WEEKDAYS.get(name);
  if (weekday === undefined) throw new NotUnderstood(part, 'is not a day of the week');
  return weekday;
}
