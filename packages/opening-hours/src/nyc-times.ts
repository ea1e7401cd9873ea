import { NotUnderstood } from './not-understood.ts';

/** Minutes of the local day; `to` past 1440 is on the day after. */
export type TimeRange = { readonly from: number; readonly to: number };

const RANGE = /^(\d{1,2})(?::(\d{2}))? ?([AP])?M? ?- ?(\d{1,2})(?::(\d{2}))? ?([AP])M?$/;
const NOON = 720;
const DAY = 1440;

/** Ranges joined by `&`: "9AM-12PM&1-4PM". Throws NotUnderstood naming the range. */
export function timeRanges(text: string): TimeRange[] {
  const ranges = text.split('&').map((part) => timeRange(part.trim()));
  ranges.forEach((range, index) => {
    const before = ranges[index - 1];
    if (before && range.from < before.to) throw new NotUnderstood(text, 'has times that are not in order');
  });
  return ranges;
}

/**
 * One range. The end always carries its half of the day; a start without one is in the same half (1-3PM,
 * 9-11AM, 12-2PM is noon), or in the morning if that would put it after the end (10-1PM, 9-5PM).
 */
function timeRange(text: string): TimeRange {
  const [, fromHour, fromMinute, fromHalf, toHour, toMinute, toHalf] = RANGE.exec(text) ?? [];
  if (!fromHour || !toHour || !toHalf) throw new NotUnderstood(text, 'is not a time from - to with AM or PM');
  const to = minuteOf(toHour, toMinute, toHalf, text);
  if (fromHalf) return explicitRange(minuteOf(fromHour, fromMinute, fromHalf, text), to, text);
  if (toHalf === 'A' && fromHour === '12') throw new NotUnderstood(text, 'does not say noon or midnight');
  const sameHalf = minuteOf(fromHour, fromMinute, toHalf, text);
  if (sameHalf < to) return { from: sameHalf, to };
  const morning = sameHalf - NOON;
  if (toHalf === 'A' || morning < 0)
    throw new NotUnderstood(text, 'does not say which half of the day it begins in');
  return { from: morning, to };
}

// With both halves written an end before the start can only be after midnight, if it is evening to morning.
function explicitRange(from: number, to: number, text: string): TimeRange {
  if (from < to) return { from, to };
  if (from >= NOON && to < NOON) return { from, to: to + DAY };
  throw new NotUnderstood(text, 'ends before it begins');
}

function minuteOf(hour: string, minute: string | undefined, half: string, text: string): number {
  const [hours, minutes] = [Number(hour), Number(minute ?? 0)];
  if (hours < 1 || hours > 12 || minutes > 59)
    throw new NotUnderstood(text, 'has a time that does not exist');
  return (hours % 12) * 60 + minutes + (half === 'P' ? NOON : 0);
}
