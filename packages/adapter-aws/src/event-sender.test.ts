import type { EventBridgeClient, PutEventsCommand, PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import type { DomainEvent } from '@sprk/contracts';
import { aLot, aLotEvent, aMatchRequest } from '@sprk/port-contracts';
import { describe, expect, it } from 'vitest';
import { EventSender } from './event-sender.ts';

type Answer = (id: string, call: number) => PutEventsResultEntry | 'throw';
const OK = { EventId: 'x' };

/** A bus that answers for each event; what it took, and what was put aside. */
function aBus(answer: Answer = () => OK) {
  const calls: string[][] = [];
  const taken: string[] = [];
  const aside: { id: string; reason: string }[] = [];
  const send = async ({ input: { Entries = [] } }: PutEventsCommand) => {
    const ids = Entries.map(({ Detail = '' }) => (JSON.parse(Detail) as DomainEvent).id);
    calls.push(ids);
    const results = ids.map((id) => answer(id, calls.length));
    if (results.includes('throw')) throw new Error('away');
    ids.forEach((id, index) => {
      if ((results[index] as PutEventsResultEntry).EventId) taken.push(id);
    });
    return { Entries: results };
  };
  const sender = new EventSender({
    events: { send } as unknown as EventBridgeClient,
    bus: 'sprk-test',
    putAside: async ({ id }, reason) => void aside.push({ id, reason }),
  });
  return { sender, calls, taken, aside };
}

const someEvents = (count: number) => Array.from({ length: count }, () => aLotEvent(aLot()));
const idsOf = (events: readonly DomainEvent[]) => events.map(({ id }) => id);

describe('EventSender', () => {
  it('sends ten at a time', async () => {
    const { sender, calls } = aBus();
    const events = someEvents(25);

    await sender.send(events, () => true);

    expect(calls.map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(calls.flat()).toEqual(idsOf(events));
  });

  it('sends only the failed ones again', async () => {
    const events = someEvents(4);
    const ids = idsOf(events);
    const { sender, calls, taken } = aBus((id, call) =>
      call === 1 && (id === ids[1] || id === ids[3]) ? { ErrorCode: 'ThrottlingException' } : OK,
    );

    await sender.send(events, () => true);

    expect(calls).toEqual([ids, [ids[1], ids[3]]]);
    expect(taken).toHaveLength(4);
    expect(new Set(taken)).toEqual(new Set(ids));
  });

  it('takes a call that failed as a whole as one of which nothing went through', async () => {
    const events = someEvents(2);
    const { sender, calls } = aBus((_, call) => (call === 1 ? 'throw' : OK));

    await sender.send(events, () => true);

    expect(calls).toEqual([idsOf(events), idsOf(events)]);
  });

  it('gives up when it may not go on, and tells why', async () => {
    const { sender, calls } = aBus(() => ({ ErrorCode: 'AccessDeniedException', ErrorMessage: 'no right' }));
    let left = 2;

    const sending = sender.send(someEvents(1), () => left-- > 0);

    await expect(sending).rejects.toMatchObject({
      code: 'unavailable',
      cause: { message: expect.stringContaining('no right') },
    });
    expect(calls).toHaveLength(2);
  });

  it('puts aside what the bus will never take, and sends the rest', async () => {
    const [bad, good] = someEvents(2) as [DomainEvent, DomainEvent];
    const large = aMatchRequest(aLot({ registration: { product: 'x'.repeat(300_000) } }));
    const { sender, calls, taken, aside } = aBus((id) =>
      id === bad.id ? { ErrorCode: 'MalformedDetail', ErrorMessage: 'bad' } : OK,
    );

    await sender.send([bad, large, good], () => true);

    expect(calls).toHaveLength(1);
    expect(taken).toEqual([good.id]);
    expect(aside).toEqual([
      { id: large.id, reason: expect.stringMatching(/^too large for the event bus: 300\d{3} bytes$/) },
      { id: bad.id, reason: 'MalformedDetail: bad' },
    ]);
  });
});
