import { createVirtualClock } from '@sprk/adapter-memory';
import { describe, expect, it } from 'vitest';
import { START } from './_util.ts';
import { createTentativeLoad } from './tentative-load.ts';

function setUp() {
  const clock = createVirtualClock(START);
  return { clock, load: createTentativeLoad({ clock }) };
}
const DAY = '2026-03-02';

describe('createTentativeLoad', () => {
  it('sums bookings by recipient and day', () => {
    const { load } = setUp();
    const one = load.open();
    const other = load.open();

    one.add('rec_a', DAY, 10);
    other.add('rec_a', DAY, 5);
    other.add('rec_a', '2026-03-03', 7);

    expect(load.massKg('rec_a', DAY)).toBe(15);
    expect(load.openOffers('rec_a')).toBe(3);
    expect(load.massKg('rec_b', DAY)).toBe(0);
  });

  it('forgets a booking with the first sync that began after it was settled', () => {
    const { load } = setUp();
    const booking = load.open();
    booking.add('rec_a', DAY, 10);

    const before = load.mark();
    booking.settle();
    load.forget(before);
    const kept = load.massKg('rec_a', DAY);
    load.forget(load.mark());

    expect(kept).toBe(10);
    expect(load.massKg('rec_a', DAY)).toBe(0);
    expect(load.openOffers('rec_a')).toBe(0);
  });

  it('keeps what is still with the backend', async () => {
    const { clock, load } = setUp();
    load.open().add('rec_a', DAY, 10);

    await clock.advance(60_000);
    load.forget(load.mark());

    expect(load.massKg('rec_a', DAY)).toBe(10);
  });

  it('expires 2 s after it was settled where no sync gets through', async () => {
    const { clock, load } = setUp();
    const booking = load.open();
    booking.add('rec_a', DAY, 10);
    booking.settle();

    await clock.advance(1999);
    load.open();
    const kept = load.massKg('rec_a', DAY);
    await clock.advance(1);
    load.open();

    expect(kept).toBe(10);
    expect(load.massKg('rec_a', DAY)).toBe(0);
  });
});
