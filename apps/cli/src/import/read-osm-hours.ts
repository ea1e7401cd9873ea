import { parseOsmHours } from '@sprk/opening-hours';

/**
 * Whether the backend will take these hours, with the reason if not. Years only matter for what is stored.
 */
export function osmHoursProblem(text: string, timeZone: string): string | undefined {
  try {
    const hours = parseOsmHours(text, { timeZone, holidayYears: [] });
    return hours.ok ? undefined : hours.message;
  } catch (error) {
    // The reader must never end an import: the row goes on without hours.
    return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
