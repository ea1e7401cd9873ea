/** First moment of test data: a Monday morning. */
export const START = '2026-03-02T08:00:00.000Z';
const START_MS = Date.parse(START);

export type IdPrefix = 'ovs' | 'sup' | 'rec' | 'off' | 'wts' | 'evt' | 'aud';

let made = 0;

/**
 * A fresh id, `${prefix}_` + UUIDv7. Ids rise strictly over the whole process as long as `atMs` does not fall.
 * @param atMs Milliseconds since the epoch that the id tells; START when absent.
 */
export function testId(prefix: IdPrefix, atMs: number = START_MS): string {
  made += 1;
  const time = Math.floor(atMs).toString(16).padStart(12, '0');
  const counter = made.toString(16).padStart(18, '0');
  const uuid = `${time.slice(0, 8)}-${time.slice(8)}-7${counter.slice(0, 3)}-8${counter.slice(3, 6)}-${counter.slice(6)}`;
  return `${prefix}_${uuid}`;
}

/** RFC 3339 of START plus some milliseconds. */
export function at(afterMs: number): string {
  return new Date(START_MS + afterMs).toISOString();
}
