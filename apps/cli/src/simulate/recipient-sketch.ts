import type { RecipientInput } from '@sprk/contracts';
import { parseOsmHours } from '@sprk/opening-hours';
import type { OpenHours, RecipientSketch } from '@sprk/simulator';

/**
 * What a partner file says of a recipient, in a world's terms; undefined for one that is not asked. Worlds have no
 * calendar: an opening of the nth week of the month counts for every week.
 * @param isModelled only place, need and hours are taken over
 */
export function recipientSketch(recipient: RecipientInput, isModelled: boolean): RecipientSketch | undefined {
  if (recipient.verified === false || recipient.active === false) return undefined;
  const { lat, lon, needIndex, openingHours, timeZone, capacityKg, categories, temperatures } = recipient;
  const need = needIndex !== undefined && needIndex > 0 ? needIndex : undefined;
  const open = openingHours === undefined ? undefined : openHoursOf(openingHours, timeZone);
  const placed = { lat, lon, need, open };
  return isModelled
    ? placed
    : { ...placed, capacityKg, categories, coldStorage: temperatures.includes('chilled') };
}

/** undefined where the hours cannot be read: they are modelled then. */
function openHoursOf(text: string, timeZone: string): OpenHours[] | undefined {
  const hours = parseOsmHours(text, { timeZone, holidayYears: [] });
  if (!hours.ok) return undefined;
  const open = hours.schedule.intervals.map(
    ({ weekday, fromMinute, toMinute }): OpenHours => [weekday, fromMinute / 60, toMinute / 60],
  );
  return open.length > 0 ? open : undefined;
}
