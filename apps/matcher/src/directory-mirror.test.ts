import { createVirtualClock } from '@sprk/adapter-memory';
import type { Activity, DirectoryEntry, Recipient } from '@sprk/contracts';
import { DEFAULT_POLICY, faded, fadingWeight, noActivity, receivedShare } from '@sprk/core';
import { haversineKm } from '@sprk/numerics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aRecipient, id, START } from './_util.ts';
import { createDirectoryMirror, type DirectoryMirror } from './directory-mirror.ts';

const NOW = Date.parse(START);
const place = { lat: 52.5, lon: 13.4 };

function aMirror(clock = createVirtualClock(START)) {
  return createDirectoryMirror({ clock });
}
function recipientEntry(recipient: Recipient): DirectoryEntry {
  return { kind: 'recipient', recipient };
}
function slotEntry(n: number, date: string, reservedKg: number): DirectoryEntry {
  return { kind: 'slot', slot: { recipientId: id('rec', n), date, reservedKg } };
}
function activityEntry(n: number, overrides: Partial<Activity>): DirectoryEntry {
  return { kind: 'activity', activity: { ...noActivity(id('rec', n)), ...overrides } };
}
function near(mirror: DirectoryMirror, from = place): string[] {
  return [...mirror.recipientsNear(from)].map((recipient) => recipient.id);
}

describe('createDirectoryMirror', () => {
  it('takes the same entry again, and the newest one', () => {
    const mirror = aMirror();
    const old = recipientEntry(aRecipient(1));

    mirror.apply([old, old, slotEntry(1, '2026-03-02', 5), slotEntry(1, '2026-03-02', 5)]);
    mirror.apply([recipientEntry(aRecipient(1, { capacityKg: 7 })), slotEntry(1, '2026-03-02', 3)]);

    expect(mirror.size).toEqual({ suppliers: 0, recipients: 1, slots: 1 });
    expect(mirror.recipient(id('rec', 1))?.capacityKg).toBe(7);
    expect(mirror.reservedKg(id('rec', 1), '2026-03-02')).toBe(3);
    expect(mirror.reservedKg(id('rec', 1), '2026-03-03')).toBe(0);
  });

  it('drops and ignores opening days older than 3 days', async () => {
    const clock = createVirtualClock(START);
    const mirror = aMirror(clock);

    mirror.apply([
      slotEntry(1, '2026-02-26', 1),
      slotEntry(1, '2026-02-27', 2),
      slotEntry(1, '2026-03-02', 3),
    ]);
    expect(mirror.size.slots).toBe(2);
    await clock.advance(4 * 86_400_000);
    mirror.apply([]);

    expect(mirror.size.slots).toBe(0);
  });

  it('counts only active recipients in the means, and keeps inactive ones in range', () => {
    const mirror = aMirror();
    const weight = fadingWeight(NOW);

    mirror.apply([
      recipientEntry(aRecipient(1, { needIndex: 2 })),
      recipientEntry(aRecipient(2, { needIndex: 8, active: false })),
      activityEntry(1, { fadedReceivedKg: 50 * weight }),
      activityEntry(2, { fadedReceivedKg: 900 * weight }),
    ]);

    expect(mirror.meanNeed).toBe(2);
    expect(mirror.meanClaim).toBe(200);
    expect(mirror.meanReceivedShare(NOW)).toBeCloseTo(50 / 200, 10);
    expect(mirror.meanReceivedShare(NOW + 28 * 86_400_000)).toBeCloseTo(50 / 200 / Math.E, 10);
    expect(near(mirror)).toEqual([id('rec', 1), id('rec', 2)]);
    mirror.apply([recipientEntry(aRecipient(1, { active: false }))]);
    expect(mirror.meanNeed).toBe(1);
    expect(mirror.meanReceivedShare(NOW)).toBe(0);
  });

  it('shows bookings in the slot and in the open offers until they are forgotten', () => {
    const mirror = aMirror();
    mirror.apply([
      recipientEntry(aRecipient(1)),
      slotEntry(1, '2026-03-02', 30),
      activityEntry(1, { openOffers: 1 }),
    ]);

    const booking = mirror.tentative.open();
    booking.add(id('rec', 1), '2026-03-02', 20);
    expect(mirror.reservedKg(id('rec', 1), '2026-03-02')).toBe(50);
    expect(mirror.activity(id('rec', 1)).openOffers).toBe(2);
    booking.settle();
    mirror.tentative.forget(mirror.tentative.mark());

    expect(mirror.reservedKg(id('rec', 1), '2026-03-02')).toBe(30);
    expect(mirror.activity(id('rec', 1)).openOffers).toBe(1);
  });

  it('follows the policy and ignores kinds it does not know', () => {
    const mirror = aMirror();
    const policy = { ...DEFAULT_POLICY, version: 4, maxDistanceKm: 1, kmFactor: 1 };
    mirror.apply([1, 5, 20].map((n) => recipientEntry(aRecipient(n))));
    const wide = near(mirror).length;

    mirror.apply([{ kind: 'policy', policy }, { kind: 'weather' } as unknown as DirectoryEntry]);

    expect(wide).toBe(3);
    expect(mirror.policy.version).toBe(4);
    expect(near(mirror)).toEqual([id('rec', 1), id('rec', 5)]);
  });
});

const coordinate = (middle: number) => fc.double({ min: middle - 0.2, max: middle + 0.2, noNaN: true });
const anyRecipient = fc
  .record({
    n: fc.integer({ min: 0, max: 150 }),
    lat: coordinate(52.5),
    lon: coordinate(13.4),
    active: fc.boolean(),
    needIndex: fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 5, noNaN: true })),
    capacityKg: fc.double({ min: 1, max: 500, noNaN: true }),
    maxDistanceKm: fc.option(fc.double({ min: 1, max: 60, noNaN: true }), { nil: undefined }),
  })
  .map(({ n, maxDistanceKm, ...rest }) =>
    recipientEntry(aRecipient(n, { ...rest, ...(maxDistanceKm !== undefined && { maxDistanceKm }) })),
  );
const anyEntry = fc.oneof(
  { weight: 3, arbitrary: anyRecipient },
  fc
    .tuple(
      fc.integer({ min: 0, max: 150 }),
      fc.integer({ min: 1, max: 9 }),
      fc.double({ min: 0, max: 99, noNaN: true }),
    )
    .map(([n, day, kg]) => slotEntry(n, `2026-03-0${day}`, kg)),
  fc
    .tuple(fc.integer({ min: 0, max: 150 }), fc.double({ min: 0, max: 500, noNaN: true }))
    .map(([n, kg]) => activityEntry(n, { fadedReceivedKg: kg * fadingWeight(NOW), openOffers: n % 4 })),
);

/** Everybody in range by definition, from all recipients one by one. */
function bruteForceNear(recipients: Iterable<Recipient>, from: typeof place): string[] {
  const { maxDistanceKm, kmFactor } = DEFAULT_POLICY;
  return [...recipients]
    .map((one) => ({ one, km: haversineKm(from.lat, from.lon, one.lat, one.lon) }))
    .filter(({ one, km }) => km * kmFactor <= Math.max(maxDistanceKm, one.maxDistanceKm ?? 0))
    .sort((a, b) => a.km - b.km || (a.one.id < b.one.id ? -1 : 1))
    .map(({ one }) => one.id);
}

describe('a mirror that followed every change', () => {
  it('equals one made from scratch, and brute force, at any moment', async () => {
    const clock = createVirtualClock(START);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyEntry, { maxLength: 60 }), { minLength: 1, maxLength: 8 }),
        coordinate(52.5),
        coordinate(13.4),
        async (pages, lat, lon) => {
          const followed = aMirror(clock);
          const newest = new Map<string, DirectoryEntry>();
          for (const page of pages) {
            followed.apply(page);
            for (const entry of page) newest.set(keyOf(entry), entry);
            near(followed, { lat, lon });
            await clock.advance(1);
          }
          const scratch = aMirror(clock);
          scratch.apply([...newest.values()]);

          const recipients = [...newest.values()].flatMap((e) => (e.kind === 'recipient' ? e.recipient : []));
          expect(near(followed, { lat, lon })).toEqual(bruteForceNear(recipients, { lat, lon }));
          expect(near(scratch, { lat, lon })).toEqual(near(followed, { lat, lon }));
          expect(followed.size).toEqual(scratch.size);
          expect(followed.meanNeed).toBeCloseTo(scratch.meanNeed, 9);
          expect(followed.meanClaim).toBeCloseTo(scratch.meanClaim, 6);
          expect(followed.meanReceivedShare(NOW)).toBeCloseTo(scratch.meanReceivedShare(NOW), 6);
          expect(scratch.meanReceivedShare(NOW)).toBeCloseTo(meanShare(recipients, scratch), 6);
          for (let n = 0; n <= 150; n += 10) {
            expect(followed.activity(id('rec', n))).toEqual(scratch.activity(id('rec', n)));
            const [mine, theirs] = [followed, scratch].map((m) => m.reservedKg(id('rec', n), '2026-03-03'));
            expect(mine).toBe(theirs);
          }
        },
      ),
      { numRuns: 400, seed: 20_260_302 },
    );
  });
});

function keyOf(entry: DirectoryEntry): string {
  if (entry.kind === 'recipient') return `r ${entry.recipient.id}`;
  if (entry.kind === 'activity') return `a ${entry.activity.recipientId}`;
  return entry.kind === 'slot' ? `s ${entry.slot.recipientId} ${entry.slot.date}` : entry.kind;
}

function meanShare(recipients: readonly Recipient[], mirror: DirectoryMirror): number {
  const active = recipients.filter((one) => one.active);
  const shares = active.map((one) => receivedShare(faded(mirror.activity(one.id).fadedReceivedKg, NOW), one));
  return active.length === 0 ? 0 : shares.reduce((sum, share) => sum + share, 0) / active.length;
}
