import type { WeeklyInterval } from '@sprk/contracts';

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const;

type Rule = { readonly weekdays: number[]; readonly nth: string; readonly times: string };

/**
 * Weekly intervals in OpenStreetMap syntax: `Tu-Th 13:30-15:00; We[2,4] 11:00-13:00`. Days with the same
 * hours share a rule; hours that overlap or touch become one. Empty text for no intervals.
 */
export function osmFromIntervals(intervals: readonly WeeklyInterval[]): string {
  const seen = new Set<number>();
  let text = '';
  for (const { weekdays, nth, times } of rulesOf(intervals)) {
    // A rule replaces the ones before on its days, unless a comma adds it to them.
    const isAdded = weekdays.some((weekday) => seen.has(weekday));
    for (const weekday of weekdays) seen.add(weekday);
    const days = nth === '' ? dayRanges(weekdays) : weekdays.map((day) => `${DAYS[day]}${nth}`).join(',');
    text += `${text === '' ? '' : isAdded ? ', ' : '; '}${days} ${times}`;
  }
  return text;
}

function rulesOf(intervals: readonly WeeklyInterval[]): Rule[] {
  const rules: Rule[] = [];
  // Every week first: what is added in some weeks only comes after.
  const weeks = [...new Set(intervals.map(nthText))].sort();
  for (const nth of weeks) {
    for (let weekday = 0; weekday < 7; weekday += 1) {
      const ofDay = intervals.filter((interval) => interval.weekday === weekday && nthText(interval) === nth);
      if (ofDay.length === 0) continue;
      const times = timesText(ofDay);
      const same = rules.find((rule) => rule.nth === nth && rule.times === times);
      if (same) same.weekdays.push(weekday);
      else rules.push({ weekdays: [weekday], nth, times });
    }
  }
  return rules;
}

function nthText({ nth }: WeeklyInterval): string {
  return nth === undefined ? '' : `[${nth.toSorted((a, b) => weekOrder(a) - weekOrder(b)).join(',')}]`;
}

/** 1..5, then the ones counted from the end. */
function weekOrder(nth: number): number {
  return nth > 0 ? nth : 10 - nth;
}

function timesText(intervals: readonly WeeklyInterval[]): string {
  const merged: { from: number; to: number }[] = [];
  for (const { fromMinute, toMinute } of intervals.toSorted((a, b) => a.fromMinute - b.fromMinute)) {
    const last = merged.at(-1);
    if (last && fromMinute <= last.to) last.to = Math.max(last.to, toMinute);
    else merged.push({ from: fromMinute, to: toMinute });
  }
  return merged.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(',');
}

function clock(minute: number): string {
  const digits = (number: number) => String(number).padStart(2, '0');
  return `${digits(Math.floor(minute / 60))}:${digits(minute % 60)}`;
}

/** [0,1,2,4] is Mo-We,Fr. */
function dayRanges(weekdays: readonly number[]): string {
  const parts: string[] = [];
  for (let index = 0; index < weekdays.length; ) {
    const first = weekdays[index] ?? 0;
    let last = first;
    while (weekdays[index + 1] === last + 1) {
      last += 1;
      index += 1;
    }
    index += 1;
    if (last === first) parts.push(`${DAYS[first]}`);
    else parts.push(`${DAYS[first]}${last === first + 1 ? ',' : '-'}${DAYS[last]}`);
  }
  return parts.join(',');
}
