import { aChange, aClaim, aLot, aMatchRequest, anOffer, aRecommendation } from '@sprk/port-contracts';
import { expect, it } from 'vitest';
import { createAwsLotStore } from '../src/lot-store.ts';
import { openTables } from './open-tables.ts';
import { watchedClients } from './watched-clients.ts';

it('takes one request for each step of a lot, and a few more for the log, which units share', async () => {
  await using tables = await openTables();
  const commands: string[] = [];
  const kernel = tables.process((clients) => watchedClients(clients, (command) => commands.push(command)));
  const lots = createAwsLotStore(kernel);
  const lot = aLot();
  const offer = anOffer(lot);
  const { recipientId, slotDate: date } = offer;
  const sequencing = ['Query', 'Query', 'Query', 'Query', 'Put', 'Update', 'BatchWrite'];
  await kernel.log.newest();
  commands.length = 0;

  await lots.register({ lot, idempotency: aClaim(lot), events: [aMatchRequest(lot)] });
  await kernel.log.sequence();

  expect(commands).toEqual(['TransactWrite', ...sequencing, 'Query', 'Query', 'Query', 'Query', 'Get']);
  commands.length = 0;
  await lots.find(lot.id);

  expect(commands).toEqual(['Get']);
  commands.length = 0;

  await lots.commit(
    aChange(lot, {
      lot: { status: 'offered', offers: [offer] },
      offers: [offer],
      slots: [{ recipientId, date, deltaKg: 12.5, capacityKg: 100 }],
      activity: [{ recipientId, openOffers: 1, maxOpenOffers: 5, fadedOffers: 1 }],
      recommendation: aRecommendation(lot),
      counts: { matching: -1, offered: 1 },
      events: [aMatchRequest(lot)],
    }),
  );

  expect(commands[0]).toBe('TransactWrite');
});
