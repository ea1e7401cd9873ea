import { aClaim, aLot, aMatchRequest } from '@sprk/port-contracts';
import { expect, it } from 'vitest';
import { openEmulated } from './open-emulated.ts';

it('takes a request to the bus and to the queue for ten events', async () => {
  await using emulated = await openEmulated({ isRelaying: false });
  const { clients, ports } = emulated;
  const commands: Record<string, number> = {};
  for (const { middlewareStack } of [clients.events, clients.sqs]) {
    middlewareStack.add(
      (next, { commandName = '' }) => {
        commands[commandName] = (commands[commandName] ?? 0) + 1;
        return next;
      },
      { step: 'initialize' },
    );
  }
  const lot = aLot();
  const events = Array.from({ length: 40 }, () => aMatchRequest(aLot()));
  await ports.lots.register({ lot, idempotency: aClaim(lot), events });
  await ports.relay.drain();
  expect(commands).toEqual({ PutEventsCommand: 4 });

  const messages = await ports.queues.receive('match-requests', { max: 40, leaseSeconds: 60, waitMs: 0 });
  await ports.queues.acknowledge(
    'match-requests',
    messages.map(({ receipt }) => receipt),
  );

  expect(messages).toHaveLength(40);
  expect(commands).toMatchObject({ DeleteMessageBatchCommand: 4 });
});
