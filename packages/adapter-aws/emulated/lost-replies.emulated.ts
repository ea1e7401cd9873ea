import { aChange, aClaim, aLot, testId } from '@sprk/port-contracts';
import { expect, it } from 'vitest';
import type { AwsClients } from '../src/clients.ts';
import { createAwsLotStore } from '../src/lot-store.ts';
import { createAwsRecipientLedger } from '../src/recipient-ledger.ts';
import { emulatorClients } from './emulator.ts';
import { openTables } from './open-tables.ts';

/** The first answer to each call of DynamoDB is lost on its way; what it did stays done. */
function loseReplies(clients: AwsClients): AwsClients {
  const { requestHandler } = clients.dynamo.config;
  const handle = requestHandler.handle.bind(requestHandler);
  requestHandler.handle = async (request, options) => {
    const answer = await handle(request, options);
    if (!request.headers['amz-sdk-request']?.startsWith('attempt=1;')) return answer;
    throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  };
  return clients;
}

it('does once what it was asked to do, although answers are lost', async () => {
  await using tables = await openTables();
  using clients = loseReplies(emulatorClients());
  const kernel = tables.process(() => clients);
  const lots = createAwsLotStore(kernel);
  const recipientId = testId('rec');
  const slots = [{ recipientId, date: '2026-03-02', deltaKg: 10, capacityKg: 100 }];

  for (let step = 0; step < 5; step += 1) {
    const lot = aLot();
    const registered = await lots.register({ lot, idempotency: aClaim(lot), events: [] });
    expect(registered).toEqual({ kind: 'registered' });
    expect(await lots.commit(aChange(lot, { slots }))).toEqual({ kind: 'committed' });
  }

  expect(await createAwsRecipientLedger(kernel.deps).slots(slots)).toMatchObject([{ reservedKg: 50 }]);
  expect((await lots.counts()).byStatus).toMatchObject({ matching: 5 });
});
