import { fadingWeight } from '@sprk/core';
import { aChange, aClaim, aLot, at, testId } from '@sprk/port-contracts';
import { expect, it } from 'vitest';
import { createAwsLotStore } from '../src/lot-store.ts';
import { createAwsRecipientLedger } from '../src/recipient-ledger.ts';
import { openTables } from './open-tables.ts';

it('keeps the latest yes and exact sums, whatever the order and however far apart', async () => {
  await using tables = await openTables();
  const kernel = tables.process();
  const lots = createAwsLotStore(kernel);
  const recipientId = testId('rec');
  const [early, late] = [Date.UTC(2026, 0, 2), Date.UTC(2045, 0, 1)].map(fadingWeight) as [number, number];
  const yes = (lastAcceptedAt: string, fadedOffers: number) => {
    return { recipientId, openOffers: 0, maxOpenOffers: 5, lastAcceptedAt, fadedOffers };
  };

  for (const delta of [yes(at(2), late), yes(at(1), early), yes(at(3), late), yes(at(0), -late)]) {
    const lot = aLot();
    await lots.register({ lot, idempotency: aClaim(lot), events: [] });
    expect(await lots.commit(aChange(lot, { activity: [delta] }))).toEqual({ kind: 'committed' });
  }

  expect(await createAwsRecipientLedger(kernel.deps).activity([recipientId])).toMatchObject([
    { lastAcceptedAt: at(3), fadedOffers: late + early },
  ]);
});
