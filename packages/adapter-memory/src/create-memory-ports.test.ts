import { aClaim, aLot, aMatchRequest, START } from '@sprk/port-contracts';
import { describe, expect, it } from 'vitest';
import { createMemoryPorts } from './create-memory-ports.ts';
import { createVirtualClock } from './virtual-clock.ts';

describe('createMemoryPorts', () => {
  it('ends what waits when it is disposed', async () => {
    const ports = createMemoryPorts({ clock: createVirtualClock(START) });
    const waiting = ports.queues.receive('outcomes', { max: 1, leaseSeconds: 1, waitMs: 60_000 });
    const watching = ports.events.changed(await ports.events.latest(), 60_000);

    await ports[Symbol.asyncDispose]();

    expect(await waiting).toEqual([]);
    await watching;
  });

  it('waits by the timers of the process when the clock has none', async () => {
    const ports = createMemoryPorts({ clock: { now: () => Date.now() } });
    const keepAlive = setTimeout(() => {}, 2000);

    expect(await ports.queues.receive('outcomes', { max: 1, leaseSeconds: 1, waitMs: 20 })).toEqual([]);
    clearTimeout(keepAlive);
  });

  it('keeps what it was given apart from what its caller does with it', async () => {
    const ports = createMemoryPorts({ clock: createVirtualClock(START) });
    const lot = aLot();
    const before = structuredClone(lot);
    await ports.lots.register({ lot, idempotency: aClaim(lot), events: [] });

    (lot.registration as { product: string }).product = 'Changed';

    expect(await ports.lots.find(lot.id)).toEqual(before);
  });

  it('tells of a gap for a cursor of a longer log', async () => {
    const longer = createMemoryPorts({ clock: createVirtualClock(START) });
    const lot = aLot();
    await longer.lots.register({ lot, idempotency: aClaim(lot), events: [aMatchRequest(lot)] });
    const ports = createMemoryPorts({ clock: createVirtualClock(START) });

    expect(await ports.events.after(await longer.events.latest(), 9)).toEqual({ gap: true, events: [] });
  });
});
