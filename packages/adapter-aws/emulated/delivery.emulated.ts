import type { PutEventsCommandInput, PutEventsCommandOutput } from '@aws-sdk/client-eventbridge';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DomainEvent } from '@sprk/contracts';
import { aClaim, aLot, aLotEvent, aMatchRequest, anAuditEntry, aPolicy } from '@sprk/port-contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Outbox } from '../src/outbox.ts';
import { OutboxKeys } from '../src/outbox-keys.ts';
import { pack } from '../src/packed.ts';
import { type Emulated, openEmulated } from './open-emulated.ts';

const QUEUE = 'match-requests';

/** From a commit over the bus to the queues, and what may go wrong on the way. */
describe('delivery', () => {
  let emulated: Emulated;
  beforeEach(async () => {
    emulated = await openEmulated();
  });
  afterEach(() => emulated[Symbol.asyncDispose]());

  const receiveAll = async (max = 256) =>
    await emulated.ports.queues.receive(QUEUE, { max, leaseSeconds: 60, waitMs: 0 });
  const eventsOf = async () => (await receiveAll()).map(({ event }) => event);

  /** Any unit of work that tells these events. */
  async function tell(events: readonly DomainEvent[]): Promise<void> {
    const lot = aLot();
    await emulated.ports.lots.register({ lot, idempotency: aClaim(lot), events });
  }

  it('brings every event once to the queues of its type, as it was', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const requests = Array.from({ length: 60 }, () =>
      aMatchRequest(aLot({ registration: { product: 'Käse – "alt"' } }), { traceparent }),
    );
    await Promise.all(
      [0, 20, 40].map((from) => tell([...requests.slice(from, from + 20), aLotEvent(aLot())])),
    );

    const delivered = await eventsOf();

    expect(delivered.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(requests);
    expect(await emulated.ports.queues.depth('outcomes')).toMatchObject({ ready: 0, leased: 0 });
  });

  it('sends again what the bus refused, and nothing else', async () => {
    let calls = 0;
    emulated.clients.events.middlewareStack.add(
      (next) => async (args) => {
        calls += 1;
        if (calls > 1) return await next(args);
        const { Entries = [] } = args.input as PutEventsCommandInput;
        const result = await next({
          ...args,
          input: { Entries: Entries.filter((_, index) => index % 2 === 0) },
        });
        const taken = (result.output as PutEventsCommandOutput).Entries ?? [];
        const answers = Entries.map((_, index) =>
          index % 2 === 0 ? taken[index / 2] : { ErrorCode: 'ThrottlingException' },
        );
        return { ...result, output: { ...result.output, Entries: answers } };
      },
      { step: 'initialize', priority: 'low' },
    );
    const requests = Array.from({ length: 7 }, () => aMatchRequest(aLot()));

    await tell(requests);

    const ids = (await eventsOf()).map(({ id }) => id);
    expect(ids.sort()).toEqual(requests.map(({ id }) => id));
    expect(calls).toBe(2);
  });

  it('puts an event aside that is too large for the bus, and goes on', async () => {
    const large = aMatchRequest(aLot({ registration: { product: 'x'.repeat(300_000) } }));
    const small = aMatchRequest(aLot());

    await tell([large, small]);

    expect(await eventsOf()).toEqual([small]);
    const { items } = await emulated.ports.queues.listDeadLetters({ limit: 9 });
    expect(items).toMatchObject([
      { queue: QUEUE, reason: expect.stringContaining('too large'), event: large },
    ]);
    expect(await emulated.ports.queues.depth(QUEUE)).toMatchObject({ dead: 1 });
    await expect(emulated.ports.queues.redrive(items[0]?.id ?? '', anAuditEntry())).rejects.toMatchObject({
      code: 'state_conflict',
    });
  });

  it('finds the unit of a process that died right after its commit', async () => {
    const { clients, names } = emulated;
    const clock = { now: () => Date.now() };
    const outbox = new Outbox({ clients, names, clock }, new OutboxKeys(clock));
    const event = aMatchRequest(aLot());
    const Item = outbox.item({ events: [event], touched: [], counts: {} });
    await clients.dynamo.send(new PutCommand({ TableName: outbox.table, Item }));

    const messages = await emulated.ports.queues.receive(QUEUE, { max: 1, leaseSeconds: 60, waitMs: 10_000 });

    expect(messages).toMatchObject([{ event }]);
  });

  it('finishes a redrive whose process died after its commit', async () => {
    const { clients, names, ports } = emulated;
    const event = aMatchRequest(aLot());
    const Item = { pk: 'redrive', sk: 'x', queue: QUEUE, body: pack(JSON.stringify(event)), atMs: 0 };
    await clients.dynamo.send(new PutCommand({ TableName: names.table('operations'), Item }));
    await ports.policy.put({ policy: aPolicy(), events: [], audit: [] });

    const messages = await ports.queues.receive(QUEUE, { max: 1, leaseSeconds: 60, waitMs: 15_000 });

    expect(messages).toMatchObject([{ receiveCount: 1, event }]);
  });
});
