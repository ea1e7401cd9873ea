import { aClaim, aLot, aMatchRequest, START } from '@sprk/port-contracts';
import { describe, expect, it } from 'vitest';
import { createMemoryPorts } from './create-memory-ports.ts';
import { createFaults, type FaultPlan } from './faults.ts';
import { createSeededRandom } from './seeded-random.ts';
import { createVirtualClock } from './virtual-clock.ts';

function open(plan: FaultPlan, seed = 1) {
  const clock = createVirtualClock(START);
  const faults = createFaults({ random: createSeededRandom(seed), plan });
  return { clock, faults, ports: createMemoryPorts({ clock, faults }) };
}

function registering(ports: ReturnType<typeof open>['ports'], lot = aLot()) {
  return ports.lots.register({ lot, idempotency: aClaim(lot), events: [aMatchRequest(lot)] });
}

describe('injected faults', () => {
  it('leave nothing behind when they come before the commit', async () => {
    const { ports, faults } = open({ 'lots.register': { beforeCommit: 1 } });
    const lot = aLot();

    await expect(registering(ports, lot)).rejects.toMatchObject({ code: 'unavailable', retryable: true });

    expect(await ports.lots.find(lot.id)).toBeUndefined();
    expect(faults.counts()).toMatchObject({ beforeCommit: 1, afterCommit: 0 });
  });

  it('lose the reply but keep the effect when they come after it', async () => {
    const { ports } = open({ 'lots.register': { afterCommit: 1 } });
    const lot = aLot();

    await expect(registering(ports, lot)).rejects.toMatchObject({ code: 'unavailable' });

    expect(await ports.lots.find(lot.id)).toEqual(lot);
  });

  it('take the rule of the method before that of the port before that of all', async () => {
    const { ports } = open({ '*': { beforeCommit: 1 }, 'lots.*': {}, 'queues.depth': {} });

    expect(await registering(ports)).toEqual({ kind: 'registered' });
    expect(await ports.queues.depth('outcomes')).toBeDefined();
    await expect(ports.audit.list({ limit: 1 })).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('are the same for the same seed', async () => {
    const run = async (seed: number) => {
      const { ports } = open({ '*': { beforeCommit: 0.3, afterCommit: 0.2 } }, seed);
      const results = [];
      for (let index = 0; index < 40; index += 1) {
        results.push(
          await ports.lots.counts().then(
            () => 'ok',
            (error: Error) => error.message,
          ),
        );
      }
      return results;
    };

    expect(await run(7)).toEqual(await run(7));
    expect(await run(7)).not.toEqual(await run(8));
    expect(new Set(await run(7)).size).toBe(3);
  });

  it('stop and start again', async () => {
    const { ports, faults } = open({ '*': { beforeCommit: 1 } });
    faults.stop();
    expect(await registering(ports)).toEqual({ kind: 'registered' });
    faults.start();

    await expect(registering(ports)).rejects.toThrow(/Injected fault before lots.register/);
  });

  it('delay by the virtual clock', async () => {
    const { ports, clock } = open({ 'lots.register': { delayMs: 1000 } });
    let isDone = false;
    const call = registering(ports).finally(() => {
      isDone = true;
    });

    await Promise.resolve();
    expect(isDone).toBe(false);
    await clock.advance(1000);

    expect(await call).toEqual({ kind: 'registered' });
  });

  it('deliver a message a second time with a receipt that has no effect', async () => {
    const { ports, faults } = open({ 'queues.receive': { duplicateDelivery: 1 } });
    await registering(ports);
    const receive = () => ports.queues.receive('match-requests', { max: 10, leaseSeconds: 30, waitMs: 0 });

    const [first] = await receive();
    faults.stop();
    const [copy] = await receive();
    await ports.queues.acknowledge('match-requests', [copy!.receipt]);

    expect(copy).toEqual({ ...first, receipt: copy!.receipt });
    expect(await ports.queues.depth('match-requests')).toMatchObject({ leased: 1 });
    await ports.queues.acknowledge('match-requests', [first!.receipt]);
    expect(await receive()).toEqual([]);
  });

  it('deliver in another order, but the same messages', async () => {
    const { ports } = open({ 'queues.receive': { reorder: 1 } });
    const lots = Array.from({ length: 12 }, () => aLot());
    for (const lot of lots) await registering(ports, lot);

    const messages = await ports.queues.receive('match-requests', { max: 20, leaseSeconds: 30, waitMs: 0 });

    const ids = messages.map(({ event }) => event.subject);
    expect(ids).not.toEqual(lots.map(({ id }) => id));
    expect(new Set(ids)).toEqual(new Set(lots.map(({ id }) => id)));
  });
});
