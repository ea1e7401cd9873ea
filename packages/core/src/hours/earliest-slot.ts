import type { Closure, OpeningSchedule } from '@sprk/contracts';
import { civilDay, DAY_MS } from './civil-day.ts';
import { openWindowsOn } from './open-window.ts';
import { epochMsFromLocal, localMs, zoneOf } from './zone.ts';

/** What to look for; instants in epoch ms. */
export type SlotQuery = {
  /** undefined: open at any hour. */
  readonly schedule: OpeningSchedule | undefined;
  readonly closures: readonly Closure[];
  /** IANA name; RangeError if unknown. */
  readonly timeZone: string;
  readonly arrivalAt: number;
  /** The last instant at which handing over may start. */
  readonly deadlineAt: number;
  /** How many local days after the day of arrival are looked at. (Default: 4) */
  readonly searchDays?: number;
};

/** The opening a delivery falls into; instants in epoch ms. */
export type OpeningSlot = {
  /** Local date the opening begins on, YYYY-MM-DD: the recipient's opening day, whose capacity it uses. */
  readonly date: string;
  readonly opensAt: number;
  readonly closesAt: number;
  /** Arrival, or the moment the doors open if that is later. */
  readonly startAt: number;
};

// An interval ends at the latest with the second day, and closing time itself still counts; the third day
// back is for zones that left out a date.
const LOOK_BACK_DAYS = 3;

/**
 * The earliest opening in which a delivery can start: max(arrivalAt, opensAt) <= min(closesAt, deadlineAt).
 * Both ends count: arriving at closing time to the millisecond is still in time. Openings that began on an
 * earlier local day and run past midnight come first. O(days looked at x intervals); no Temporal when warm.
 */
export function earliestSlot(query: SlotQuery): OpeningSlot | undefined {
  const { schedule, closures, arrivalAt, deadlineAt, searchDays = 4 } = query;
  const zone = zoneOf(query.timeZone);
  const arrivalDay = Math.floor(localMs(zone, arrivalAt) / DAY_MS);
  let best: OpeningSlot | undefined;
  for (let epochDay = arrivalDay - LOOK_BACK_DAYS; epochDay <= arrivalDay + searchDays; epochDay++) {
    // A later day wins only where the clocks skip the end of a day, so normally the first find ends the loop.
    const dayStartsAt = epochMsFromLocal(zone, epochDay * DAY_MS);
    if (dayStartsAt > deadlineAt || (best && dayStartsAt >= best.startAt)) break;
    for (const { opensAt, closesAt, date } of openWindowsOn(civilDay(epochDay), schedule, closures, zone)) {
      const startAt = Math.max(arrivalAt, opensAt);
      if (startAt > Math.min(closesAt, deadlineAt) || (best && startAt >= best.startAt)) continue;
      best = { date, opensAt, closesAt, startAt };
    }
  }
  return best;
}
