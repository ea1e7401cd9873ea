import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { aLot, aMatchRequest, anAuditEntry } from '@sprk/port-contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QueueUrls } from '../src/queue-urls.ts';
import { type Emulated, openEmulated } from './open-emulated.ts';

const QUEUE = 'match-requests';

describe('queues with messages that nobody can read', () => {
  let emulated: Emulated;
  beforeEach(async () => {
    emulated = await openEmulated();
  });
  afterEach(() => emulated[Symbol.asyncDispose]());

  async function put(MessageBody: string): Promise<void> {
    const { clients, names } = emulated;
    const QueueUrl = await new QueueUrls(clients.sqs).of(names.queue(QUEUE));
    await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  }
  const receive = async () =>
    await emulated.ports.queues.receive(QUEUE, { max: 10, leaseSeconds: 60, waitMs: 0 });
  const letters = async () => (await emulated.ports.queues.listDeadLetters({ limit: 9 })).items;

  it('sets them aside as they are, with the reason, and delivers the others', async () => {
    const event = aMatchRequest(aLot());
    const other = { ...event, data: { round: 'first' } };
    for (const body of ['not an event', JSON.stringify(event), JSON.stringify(other)]) await put(body);

    expect(await receive()).toMatchObject([{ event }]);

    expect(await emulated.ports.queues.depth(QUEUE)).toMatchObject({ ready: 0, leased: 1, dead: 2 });
    expect(new Set((await letters()).map(({ reason, event: shown }) => ({ reason, shown })))).toEqual(
      new Set([
        { reason: 'The message is not JSON.', shown: 'not an event' },
        { reason: expect.stringContaining('The event has another shape'), shown: other },
      ]),
    );
  });

  it('puts them back on their own queue, where they fail again', async () => {
    await put('not an event');
    await receive();
    const [letter] = await letters();

    expect(await emulated.ports.queues.redrive(letter?.id ?? '', anAuditEntry())).toEqual({
      kind: 'redriven',
    });

    expect(await emulated.ports.queues.depth('outcomes')).toMatchObject({ ready: 0 });
    expect(await receive()).toEqual([]);
    expect(await letters()).toMatchObject([{ receiveCount: 1, event: 'not an event' }]);
    expect((await letters())[0]?.id).not.toBe(letter?.id);
  });

  it('takes any reason', async () => {
    await put(JSON.stringify(aMatchRequest(aLot())));
    await put(JSON.stringify(aMatchRequest(aLot())));
    const [first, second] = await receive();

    await emulated.ports.queues.deadLetter(QUEUE, first?.receipt ?? '', '');
    await emulated.ports.queues.deadLetter(
      QUEUE,
      second?.receipt ?? '',
      `a\u0000b\uFFFF😀${'x'.repeat(5000)}`,
    );

    const reasons = (await letters()).map(({ reason }) => reason.slice(0, 6));
    expect(reasons.sort()).toEqual(['a b 😀', 'no rea']);
  });

  it('gives a receipt to the process that received the message, and to no other', async () => {
    await put(JSON.stringify(aMatchRequest(aLot())));
    const [message] = await receive();

    await emulated.second.queues.acknowledge(QUEUE, [message?.receipt ?? '']);

    expect(await emulated.ports.queues.depth(QUEUE)).toMatchObject({ leased: 1 });
  });
});
