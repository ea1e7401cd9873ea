import type { AuditEntry } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { aLot, aRecipient, aRecommendation, HOUR, iso, MINUTE } from '../_fixtures.ts';
import { createTestStore, type TestStore } from '../_store.ts';
import { open } from './_flow.ts';
import type { Lot } from './lot.ts';
import { override } from './override.ts';
import { answerNo, answerYes, handOver, receiveRecommendation, wake, withdraw } from './use-cases.ts';

const AUDIT: AuditEntry = {
  id: 'aud_1',
  at: iso(),
  actor: 'op',
  role: 'operator',
  action: 'override',
  subject: 'ovs_1',
};

function aStore(lot = aLot()): TestStore {
  const store = createTestStore(['a', 'b', 'c'].map((id) => aRecipient(id)));
  store.add(lot);
  return store;
}
async function offered(store: TestStore, ids = ['a', 'b', 'c']): Promise<Lot> {
  return (await receiveRecommendation(store.deps, aRecommendation(ids))).lot;
}
/** Lets somebody else change the lot just before the next commit, once. */
function beFaster(store: TestStore): void {
  store.beforeCommit = ({ lot }) => {
    store.beforeCommit = () => {};
    const stored = store.lots.get(lot.id)!;
    store.lots.set(lot.id, { ...stored, version: stored.version + 1 });
  };
}

describe('receiveRecommendation', () => {
  it('offers once, however often the answer comes', async () => {
    const store = aStore();

    expect(await receiveRecommendation(store.deps, aRecommendation(['a']))).toMatchObject({ changed: true });
    expect(await receiveRecommendation(store.deps, aRecommendation(['a']))).toMatchObject({ changed: false });
    expect(store.changes).toHaveLength(1);
  });

  it('goes on to the next candidate when the room or the patience of one is used up', async () => {
    const store = aStore();
    store.slots.set('a 2026-11-24', 95_000);
    store.openOffers.set('b', 5);
    const lot = await offered(store);

    expect(open(lot).recipientId).toBe('c');
    expect(lot.lostTo).toEqual(['a', 'b']);
  });

  it('decides anew when somebody else was faster', async () => {
    const store = aStore();
    beFaster(store);

    expect((await offered(store)).version).toBe(3);
  });

  it('gives up politely when the lot never stands still', async () => {
    const store = aStore();
    store.beforeCommit = ({ lot }) => store.lots.set(lot.id, { ...aLot(), version: lot.version });

    await expect(offered(store)).rejects.toMatchObject({ code: 'overloaded', retryAfterSeconds: 1 });
  });

  it('refuses an answer about an unknown lot', async () => {
    await expect(offered(createTestStore())).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('answering', () => {
  it('lets a yes and its repetition have one effect', async () => {
    const store = aStore();
    const offer = open(await offered(store));

    expect((await answerYes(store.deps, offer, undefined)).lot.status).toBe('accepted');
    expect(await answerYes(store.deps, offer, undefined)).toMatchObject({ changed: false });
    expect(store.slots.get('a 2026-11-24')).toBe(10_000);
    expect(store.openOffers.get('a')).toBe(0);
  });

  it('refuses a late yes when the room is gone', async () => {
    const store = aStore();
    const offer = open(await offered(store, ['a']));
    store.clock.now += 10 * MINUTE;
    await wake(store.deps, 'ovs_1');
    store.slots.set('a 2026-11-24', 95_000);

    await expect(answerYes(store.deps, offer, undefined)).rejects.toMatchObject({
      code: 'capacity_exceeded',
    });
  });

  it('refuses an answer to an offer, or of a recipient, that does not exist', async () => {
    const store = aStore();
    const offer = open(await offered(store));

    await expect(answerYes(store.deps, { ...offer, id: 'off_x' }, 1)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(answerNo(store.deps, { ...offer, id: 'off_x' }, { reason: 'other' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(answerYes(store.deps, { ...offer, recipientId: 'x' }, 1)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('asks the next one after a no, and after silence', async () => {
    const store = aStore();
    const first = await answerNo(store.deps, open(await offered(store)), { reason: 'other' });
    store.clock.now += 10 * MINUTE;
    const second = await wake(store.deps, 'ovs_1');

    expect([open(first.lot).recipientId, open(second.lot).recipientId]).toEqual(['b', 'c']);
    expect([...store.slots.values()]).toEqual([0, 0, 10_000]);
  });
});

describe('withdraw and handOver', () => {
  it('take the lot to its end', async () => {
    const store = aStore();
    await answerYes(store.deps, open(await offered(store)), undefined);
    await handOver(store.deps, 'ovs_1', 'supplier', { massKg: 10 });

    expect((await handOver(store.deps, 'ovs_1', 'recipient', { massKg: 10 })).lot.status).toBe('collected');
    await expect(withdraw(store.deps, 'ovs_1', 'sold')).rejects.toMatchObject({ code: 'state_conflict' });
  });

  it('write the audit entry of a withdrawal with it, once', async () => {
    const store = aStore();

    expect((await withdraw(store.deps, 'ovs_1', 'sold', AUDIT)).lot.status).toBe('withdrawn');
    expect(await withdraw(store.deps, 'ovs_1', 'sold', AUDIT)).toMatchObject({ changed: false });
    expect(store.changes.map(({ audit }) => audit)).toEqual([[AUDIT]]);
  });
});

describe('override', () => {
  it('offers to the chosen one with the features the matcher would have seen', async () => {
    const store = aStore();
    store.slots.set('b 2026-11-24', 50_000);
    const { lot } = await override(store.deps, 'ovs_1', 'b', AUDIT);
    const slotFill = lot.cascade?.candidates[0]?.features.find(([index]) => index === 4);

    expect(open(lot)).toMatchObject({ recipientId: 'b', source: 'override' });
    expect(slotFill).toEqual([4, 0.5]);
    expect(store.changes[0]?.audit).toEqual([AUDIT]);
  });

  it('refuses a recipient that is unknown, full, tired or may not receive the lot', async () => {
    const store = aStore();
    store.slots.set('a 2026-11-24', 95_000);
    store.openOffers.set('b', 5);
    store.recipients.set('c', aRecipient('c', { categories: ['dairy'] }));
    const refused = (id: string) => expect(override(store.deps, 'ovs_1', id, AUDIT)).rejects;

    await refused('x').toMatchObject({ code: 'validation_failed', errors: [{ path: 'recipientId' }] });
    await refused('a').toMatchObject({ code: 'capacity_exceeded' });
    await refused('b').toMatchObject({ code: 'not_eligible', detail: expect.stringContaining('too many') });
    await refused('c').toMatchObject({ code: 'not_eligible', detail: expect.stringContaining('category') });
  });

  it('refuses an unknown lot', async () => {
    await expect(override(aStore().deps, 'ovs_x', 'a', AUDIT)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('leaves the store the last word on a slot that fills up meanwhile', async () => {
    const store = aStore(aLot({ registration: { collectBy: iso(HOUR) } }));
    store.beforeCommit = () => store.slots.set('a 2026-11-24', 95_000);

    await expect(override(store.deps, 'ovs_1', 'a', AUDIT)).rejects.toMatchObject({
      code: 'capacity_exceeded',
    });
  });
});
