import { Temporal } from 'temporal-polyfill';
import { civilDay, civilDayFromDate, DAY_MS, MINUTE_MS } from './civil-day.ts';

/** A stretch of time with one offset: `from` <= t < `until`, epoch ms; local = UTC + `offsetMs`. */
type Span = { readonly from: number; readonly until: number; readonly offsetMs: number };

/** Offsets of one IANA zone, read from Temporal once per stretch and kept. */
export type Zone = { readonly name: string; readonly spans: Span[]; latest: Span };

// There are about 600 zone names; a zone changes its offset a few times a year.
const MAX_ZONES = 1000;
const MAX_SPANS = 128;

const NO_SPAN: Span = { from: Infinity, until: -Infinity, offsetMs: 0 };

const zones = new Map<string, Zone>();

/** The cached zone of an IANA name; throws RangeError for an unknown one. */
export function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known) return known;
  if (!/^[A-Za-z]/.test(timeZone)) throw new RangeError(`Not an IANA time zone: ${timeZone}`);
  const { timeZoneId } = new Temporal.ZonedDateTime(0n, timeZone);
  const zone = { name: timeZoneId, spans: [], latest: NO_SPAN };
  if (zones.size >= MAX_ZONES) zones.clear();
  zones.set(timeZone, zone);
  return zone;
}

/** Whether the runtime knows this IANA zone name; bare offsets such as `+02:00` are not names. */
export function isTimeZone(name: string): boolean {
  try {
    zoneOf(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Local wall-clock time of an instant, in ms as if the wall clock were UTC. */
export function localMs(zone: Zone, epochMs: number): number {
  return epochMs + spanAt(zone, epochMs).offsetMs;
}

/**
 * Instant of a local wall-clock time given in ms as if it were UTC; the rule is Temporal's `compatible`:
 * a time that occurs twice is the first one, a time in a gap moves forward by the length of the gap.
 */
export function epochMsFromLocal(zone: Zone, wallMs: number): number {
  // Offsets stay within a day, so a span that covers a day on both sides leaves no doubt.
  const span = spanAt(zone, wallMs - DAY_MS);
  if (wallMs + DAY_MS < span.until) return wallMs - span.offsetMs;
  const before = span.offsetMs;
  const after = spanAt(zone, wallMs + DAY_MS).offsetMs;
  const early = Math.min(wallMs - before, wallMs - after);
  if (localMs(zone, early) === wallMs) return early;
  const late = Math.max(wallMs - before, wallMs - after);
  if (localMs(zone, late) === wallMs) return late;
  return wallMs - before;
}

/** Local calendar date, YYYY-MM-DD, of an instant in epoch ms. */
export function localDate(epochMs: number, timeZone: string): string {
  return civilDay(Math.floor(localMs(zoneOf(timeZone), epochMs) / DAY_MS)).date;
}

/** Wall-clock minute of the local day, 0..1439, of an instant in epoch ms. */
export function localMinute(epochMs: number, timeZone: string): number {
  const wallMs = localMs(zoneOf(timeZone), epochMs);
  return Math.floor((wallMs - Math.floor(wallMs / DAY_MS) * DAY_MS) / MINUTE_MS);
}

/** Weekday of a date YYYY-MM-DD, 0 = Monday ... 6 = Sunday. */
export function weekdayOf(date: string): number {
  return civilDayFromDate(date).weekday;
}

function spanAt(zone: Zone, epochMs: number): Span {
  if (covers(zone.latest, epochMs)) return zone.latest;
  let found = zone.spans.find((span) => covers(span, epochMs));
  if (!found) {
    found = readSpan(zone.name, epochMs);
    if (zone.spans.length >= MAX_SPANS) zone.spans.length = 0;
    zone.spans.push(found);
  }
  zone.latest = found;
  return found;
}

function covers(span: Span, epochMs: number): boolean {
  return span.from <= epochMs && epochMs < span.until;
}

function readSpan(timeZone: string, epochMs: number): Span {
  const at = new Temporal.ZonedDateTime(BigInt(Math.floor(epochMs)) * 1_000_000n, timeZone);
  // Both searches exclude their own instant: start one later to see a change at exactly `epochMs`.
  const previous = at.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  const next = at.getTimeZoneTransition('next');
  return {
    from: previous?.epochMilliseconds ?? -Infinity,
    until: next?.epochMilliseconds ?? Infinity,
    offsetMs: at.offsetNanoseconds / 1_000_000,
  };
}
