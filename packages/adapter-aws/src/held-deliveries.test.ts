import { describe, expect, it } from 'vitest';
import { HeldDeliveries } from './held-deliveries.ts';

const aDelivery = (messageId: string, receiveCount = 1) => ({
  messageId,
  handle: `handle-${messageId}-${receiveCount}`,
  body: '{}',
  receiveCount,
  sentAtMs: 500,
});

function aClock(ms = 1000) {
  return {
    ms,
    now() {
      return this.ms;
    },
  };
}

describe('HeldDeliveries', () => {
  it('ends a receipt with its lease', () => {
    const clock = aClock();
    const held = new HeldDeliveries(clock);
    const receipt = held.add(aDelivery('a'), 2);

    clock.ms += 1999;
    expect(held.find(receipt)).toMatchObject({ messageId: 'a' });
    held.extend(receipt, 2);
    clock.ms += 1999;
    expect(held.find(receipt)).toBeDefined();
    clock.ms += 1;
    expect(held.find(receipt)).toBeUndefined();
  });

  it('ends a receipt with the next delivery of its message', () => {
    const held = new HeldDeliveries(aClock());
    const first = held.add(aDelivery('a'), 30);
    const second = held.add(aDelivery('a', 2), 30);

    expect(held.find(first)).toBeUndefined();
    held.forget(first);
    expect(held.find(second)).toMatchObject({ receiveCount: 2 });
    held.forget(second);
    expect(held.find(second)).toBeUndefined();
  });

  it('stays bounded: the oldest are forgotten first, those that are over anyway', () => {
    const clock = aClock();
    const held = new HeldDeliveries(clock, 2);
    const [a, b, c] = ['a', 'b', 'c'].map((id) => held.add(aDelivery(id), 30));

    expect([a, b, c].map((receipt) => held.find(receipt!)?.messageId)).toEqual([undefined, 'b', 'c']);
    clock.ms += 31_000;
    const d = held.add(aDelivery('d'), 30);
    expect(held.find(d)).toBeDefined();
  });

  it('tells how long the oldest that is held has been in the queue', () => {
    const clock = aClock();
    const held = new HeldDeliveries(clock);
    expect(held.oldestAgeSeconds()).toBe(0);
    const receipt = held.add(aDelivery('a'), 30);

    clock.ms = 3500;

    expect(held.oldestAgeSeconds()).toBe(3);
    held.forget(receipt);
    expect(held.oldestAgeSeconds()).toBe(0);
  });
});
