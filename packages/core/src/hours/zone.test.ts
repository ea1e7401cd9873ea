import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { epochMsFromLocal, isTimeZone, localDate, localMinute, localMs, weekdayOf, zoneOf } from './zone.ts';

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Nuuk',
  'America/Santiago',
  'Africa/Casablanca',
  'UTC',
];
const anyInstant = fc.integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2045, 0, 1) });

function changesOf(timeZone: string): number[] {
  let at = Temporal.Instant.from('2010-01-01T00:00Z').toZonedDateTimeISO(timeZone);
  const changes: number[] = [];
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next || next.year > 2030) return changes;
    changes.push(next.epochMilliseconds);
    at = next;
  }
}

const nearAChange = fc
  .constantFrom(...ZONES)
  .chain((timeZone) => fc.tuple(fc.constant(timeZone), fc.constantFrom(0, ...changesOf(timeZone))))
  .chain(([timeZone, change]) =>
    fc.record({
      timeZone: fc.constant(timeZone),
      epochMs: fc.oneof(
        anyInstant,
        fc.integer({ min: -180, max: 180 }).map((minutes) => change + minutes * 60_000),
      ),
    }),
  );

describe('zone maths', () => {
  test('agrees with Temporal on the local date and minute of an instant', () => {
    fc.assert(
      fc.property(nearAChange, ({ timeZone, epochMs }) => {
        const expected = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone);

        expect(localDate(epochMs, timeZone)).toBe(expected.toPlainDate().toString());
        expect(localMinute(epochMs, timeZone)).toBe(expected.hour * 60 + expected.minute);
      }),
      { numRuns: 2000 },
    );
  });

  test('agrees with Temporal on the instant of a wall-clock time, also in gaps and repeats', () => {
    fc.assert(
      fc.property(nearAChange, ({ timeZone, epochMs }) => {
        const zone = zoneOf(timeZone);
        const wallMs = localMs(zone, epochMs);
        for (const shiftMs of [0, -1_800_000, 1_800_000, -3_600_000, 3_600_000, 86_400_000]) {
          const wall = Temporal.Instant.fromEpochMilliseconds(wallMs + shiftMs)
            .toZonedDateTimeISO('UTC')
            .toPlainDateTime();

          expect(epochMsFromLocal(zone, wallMs + shiftMs)).toBe(
            wall.toZonedDateTime(timeZone).epochMilliseconds,
          );
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('keeps answering correctly when more stretches of time were asked for than are kept', () => {
    for (let year = 1900; year < 2100; year++) {
      expect(localMinute(Date.UTC(year, 0, 15, 12), 'Europe/Berlin')).toBe(
        Temporal.Instant.fromEpochMilliseconds(Date.UTC(year, 0, 15, 12)).toZonedDateTimeISO('Europe/Berlin')
          .hour * 60,
      );
    }
    expect(zoneOf('Europe/Berlin').spans.length).toBeLessThanOrEqual(128);
  });

  test('knows zone names and refuses everything else', () => {
    const names = ['Europe/Berlin', 'UTC', 'Etc/GMT+5', 'Europe/Atlantis', '+02:00', '', 'Berlin'];

    expect(names.map(isTimeZone)).toEqual([true, true, true, false, false, false, false]);
    expect(() => localDate(0, 'Europe/Atlantis')).toThrow(RangeError);
  });

  test('numbers weekdays from Monday and refuses what is not a date', () => {
    expect(['2026-11-23', '2026-11-29', '2024-02-29'].map(weekdayOf)).toEqual([0, 6, 3]);
    for (const wrong of ['2026-02-29', '2026-13-01', '20261123', '2026-11-23T00:00', '']) {
      expect(() => weekdayOf(wrong)).toThrow(RangeError);
    }
  });
});
