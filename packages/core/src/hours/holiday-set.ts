// Partners of one region carry the same list, so equal lists share one set and a partner pays for a key only.
const MAX_SHARED = 256;
const shared = new Map<string, ReadonlySet<string>>();
const setOf = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Whether `date` is in the list; the list is read once and must not change afterwards. */
export function isHoliday(holidays: readonly string[], date: string): boolean {
  return holidays.length > 0 && (setOf.get(holidays) ?? remember(holidays)).has(date);
}

function remember(holidays: readonly string[]): ReadonlySet<string> {
  const key = holidays.join();
  let dates = shared.get(key);
  if (!dates) {
    dates = new Set(holidays);
    if (shared.size >= MAX_SHARED) shared.clear();
    shared.set(key, dates);
  }
  setOf.set(holidays, dates);
  return dates;
}
