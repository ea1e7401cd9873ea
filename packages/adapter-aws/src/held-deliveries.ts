import type { Clock } from '@sprk/core';

/** A message that this process has on lease. */
export interface Delivery {
  readonly messageId: string;
  /** What SQS knows this delivery by. */
  readonly handle: string;
  readonly body: string;
  readonly receiveCount: number;
  readonly sentAtMs: number;
}
interface Held extends Delivery {
  untilMs: number;
}

/**
 * The deliveries of one queue that this process holds, by receipt. SQS itself lets an old handle delete a message that
 * somebody else has by now; here a receipt ends with its lease, and with the next delivery of the same message.
 */
export class HeldDeliveries {
  readonly #clock: Clock;
  readonly #maxHeld: number;
  readonly #held = new Map<string, Held>();
  readonly #receipts = new Map<string, string>();
  #made = 0;

  /** @param maxHeld above it the oldest are forgotten: their messages come again after their leases. */
  constructor(clock: Clock, maxHeld = 20_000) {
    this.#clock = clock;
    this.#maxHeld = maxHeld;
  }

  /** Notes a delivery; gives its receipt. */
  add(delivery: Delivery, leaseSeconds: number): string {
    const { messageId } = delivery;
    this.forget(this.#receipts.get(messageId) ?? '');
    this.#made += 1;
    const receipt = `${messageId}#${this.#made}`;
    this.#held.set(receipt, { ...delivery, untilMs: this.#clock.now() + leaseSeconds * 1000 });
    this.#receipts.set(messageId, receipt);
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= this.#maxHeld && !this.#isOver(oldest)) break;
      this.forget(oldest);
    }
    return receipt;
  }

  /** Undefined for a receipt that was never given out, or has ended. */
  find(receipt: string): Delivery | undefined {
    return this.#isOver(receipt) ? undefined : this.#held.get(receipt);
  }

  extend(receipt: string, leaseSeconds: number): void {
    const held = this.#held.get(receipt);
    if (held) held.untilMs = this.#clock.now() + leaseSeconds * 1000;
  }

  forget(receipt: string): void {
    const held = this.#held.get(receipt);
    if (!held) return;
    this.#held.delete(receipt);
    if (this.#receipts.get(held.messageId) === receipt) this.#receipts.delete(held.messageId);
  }

  /** How long the oldest message that is held has been in the queue, s; 0 when none is. */
  oldestAgeSeconds(): number {
    const nowMs = this.#clock.now();
    let oldestMs = nowMs;
    for (const { sentAtMs, untilMs } of this.#held.values()) {
      if (untilMs > nowMs) oldestMs = Math.min(oldestMs, sentAtMs);
    }
    return (nowMs - oldestMs) / 1000;
  }

  #isOver(receipt: string): boolean {
    return (this.#held.get(receipt)?.untilMs ?? 0) <= this.#clock.now();
  }
}
