import { setTimeout as sleep } from 'node:timers/promises';
import type { DomainEvent } from '@sprk/contracts';
import { aClaim, aLot, aMatchRequest } from '@sprk/port-contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKernel } from '../src/kernel.ts';
import { Relay } from '../src/relay.ts';
import { LEASE_MS, RelayPosition } from '../src/relay-position.ts';
import { type Emulated, openEmulated } from './open-emulated.ts';

/** The relay on real tables, with a bus that only notes what it gets. */
describe('relay, by several processes', () => {
  let emulated: Emulated;
  beforeEach(async () => {
    emulated = await openEmulated({ isRelaying: false });
  });
  afterEach(() => emulated[Symbol.asyncDispose]());

  /** One more process; `aheadMs` sets its clock, so that others look dead to it. */
  function aProcess({
    aheadMs = 0,
    onSend = async () => undefined,
  }: {
    aheadMs?: number;
    onSend?: () => Promise<void>;
  } = {}) {
    const { clients, names } = emulated;
    const clock = { now: () => Date.now() + aheadMs };
    const { deps, log } = createKernel({ clients, names, clock }, () => undefined);
    const sent: string[] = [];
    const send = async (events: readonly DomainEvent[]) => {
      sent.push(...events.map(({ id }) => id));
      await onSend();
    };
    const parts = { log, sender: { send }, runErrands: async () => undefined, onError: () => undefined };
    const position = new RelayPosition(deps);
    return { relay: new Relay({ ...parts, position }), position, sent };
  }

  async function registerOne(): Promise<string> {
    const lot = aLot();
    const event = aMatchRequest(lot);
    await emulated.ports.lots.register({ lot, idempotency: aClaim(lot), events: [event] });
    return event.id;
  }

  it('sends every event once, however many relay at the same time', async () => {
    const processes = [aProcess(), aProcess(), aProcess()];
    for (const { relay } of processes) relay.start();

    const ids = await Promise.all(Array.from({ length: 30 }, registerOne));
    await Promise.all(processes.map(({ relay }) => relay.drain()));

    expect(processes.flatMap(({ sent }) => sent).sort()).toEqual(ids.sort());
    for (const { relay } of processes) await relay[Symbol.asyncDispose]();
  });

  it('sends a page again when its process died before noting it', async () => {
    const dying = aProcess({ onSend: () => Promise.reject(new Error('killed')) });
    const id = await registerOne();
    await expect(dying.relay.drain()).rejects.toThrow('killed');

    const heir = aProcess({ aheadMs: LEASE_MS + 1000 });
    await heir.relay.drain();
    await heir.relay.drain();

    expect([dying.sent, heir.sent]).toEqual([[id], [id]]);
  });

  it('stops at once when the lease was lost while it sent', async () => {
    const gate = Promise.withResolvers<void>();
    const slow = aProcess({ onSend: () => gate.promise });
    const first = await registerOne();
    const slowDrain = slow.relay.drain();
    while (slow.sent.length === 0) await sleep(5);
    const second = await registerOne();

    const heir = aProcess({ aheadMs: LEASE_MS + 1000 });
    await heir.relay.drain();
    gate.resolve();
    await slowDrain;

    expect([slow.sent, heir.sent]).toEqual([[first], [first, second]]);
    expect(slow.position.isHeld()).toBe(false);
  });

  it('waits for another process that relays, and takes over when that one stops', async () => {
    const owner = aProcess();
    await registerOne();
    await owner.relay.drain();
    const other = aProcess();
    const id = await registerOne();
    const draining = other.relay.drain();
    await sleep(300);
    expect(other.sent).toEqual([]);

    await owner.relay[Symbol.asyncDispose]();
    await draining;

    expect([owner.sent.includes(id), other.sent]).toEqual([false, [id]]);
  });
});
