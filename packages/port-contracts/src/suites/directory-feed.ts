import type { DirectoryEntry } from '@sprk/contracts';
import { DEFAULT_POLICY } from '@sprk/core';
import { describe, expect, it } from 'vitest';
import { aPolicy } from '../factories/learning.ts';
import { aChange } from '../factories/lot.ts';
import { aRecipient, aSupplier } from '../factories/partner.ts';
import { testId } from '../factories/test-id.ts';
import { type OpenPorts, useStore } from './harness.ts';

const DATE = '2026-03-02';

/** What tells two entries of one kind apart. */
function keyOf(entry: DirectoryEntry): string {
  switch (entry.kind) {
    case 'supplier':
      return `supplier ${entry.supplier.id}`;
    case 'recipient':
      return `recipient ${entry.recipient.id}`;
    case 'slot':
      return `slot ${entry.slot.recipientId} ${entry.slot.date}`;
    case 'activity':
      return `activity ${entry.activity.recipientId}`;
    case 'policy':
      return 'policy';
  }
}

export function directoryFeedContract(name: string, openPorts: OpenPorts): void {
  describe(`${name}: directory feed`, () => {
    const store = useStore(openPorts);

    /** Follows the feed to its end, as a matcher does; the last word on an entry counts. */
    async function follow(known: Map<string, DirectoryEntry>, after?: string, limit = 3): Promise<string> {
      let cursor = after;
      for (let pages = 0; pages < 1000; pages += 1) {
        const page = await store.ports.directory.changes(cursor, limit);
        expect(page.entries.length).toBeLessThanOrEqual(limit);
        for (const entry of page.entries) known.set(keyOf(entry), entry);
        cursor = page.cursor;
        if (!page.more) return cursor;
      }
      throw new Error('The feed has no end.');
    }
    async function reserve(recipientId: string, deltaKg: number) {
      const lot = await store.register();
      const slots = [{ recipientId, date: DATE, deltaKg, capacityKg: 1000 }];
      const activity = [{ recipientId, openOffers: 1, fadedOffers: 1 }];
      await store.ports.lots.commit(aChange(lot, { slots, activity }));
    }
    async function fill() {
      const suppliers = [aSupplier(), aSupplier()];
      const recipients = [aRecipient(), aRecipient(), aRecipient()];
      for (const partner of suppliers) await store.ports.suppliers.create({ partner, events: [], audit: [] });
      for (const partner of recipients)
        await store.ports.recipients.create({ partner, events: [], audit: [] });
      await reserve(recipients[0]!.id, 12.25);
      await reserve(recipients[1]!.id, 7);
      return { suppliers, recipients };
    }

    it('has the default policy from the beginning', async () => {
      const page = await store.ports.directory.changes(undefined, 10);

      expect(page).toMatchObject({ entries: [{ kind: 'policy', policy: DEFAULT_POLICY }], more: false });
      expect(await store.ports.directory.changes(page.cursor, 10)).toEqual({
        entries: [],
        cursor: page.cursor,
        more: false,
      });
    });

    it.each([1, 2, 3, 9, 10, 100])('is complete from the beginning in pages of %i', async (limit) => {
      const { suppliers, recipients } = await fill();
      const known = new Map<string, DirectoryEntry>();

      await follow(known, undefined, limit);

      expect(known.size).toBe(1 + 2 + 3 + 2 + 2);
      for (const supplier of suppliers) {
        expect(known.get(`supplier ${supplier.id}`)).toEqual({ kind: 'supplier', supplier });
      }
      for (const recipient of recipients) {
        expect(known.get(`recipient ${recipient.id}`)).toEqual({ kind: 'recipient', recipient });
      }
      const { id } = recipients[0]!;
      expect(known.get(`slot ${id} ${DATE}`)).toEqual({
        kind: 'slot',
        slot: { recipientId: id, date: DATE, reservedKg: 12.25 },
      });
      expect(known.get(`activity ${id}`)).toMatchObject({ activity: { openOffers: 1, fadedOffers: 1 } });
      expect(known.get('policy')).toEqual({ kind: 'policy', policy: DEFAULT_POLICY });
    });

    it('gives only what changed after a cursor, with its latest state', async () => {
      const { suppliers, recipients } = await fill();
      const known = new Map<string, DirectoryEntry>();
      const cursor = await follow(known);
      const changed = { ...suppliers[1]!, version: 2, name: 'Moved' };
      await store.ports.suppliers.update({ partner: changed, events: [], audit: [] });
      await reserve(recipients[0]!.id, 1);
      await reserve(recipients[0]!.id, 2);
      const policy = aPolicy({ maxAttempts: 7 });
      await store.ports.policy.put({ policy, events: [], audit: [] });

      const news = new Map<string, DirectoryEntry>();
      const end = await follow(news, cursor);

      const { id } = recipients[0]!;
      expect([...news.keys()].sort()).toEqual(
        [`activity ${id}`, 'policy', `slot ${id} ${DATE}`, `supplier ${changed.id}`].sort(),
      );
      expect(news.get(`supplier ${changed.id}`)).toEqual({ kind: 'supplier', supplier: changed });
      expect(news.get(`slot ${id} ${DATE}`)).toMatchObject({ slot: { reservedKg: 15.25 } });
      expect(news.get('policy')).toEqual({ kind: 'policy', policy });
      expect((await store.ports.directory.changes(end, 10)).entries).toEqual([]);
    });

    it('shows an entry that changed between two pages again', async () => {
      const { recipients } = await fill();
      const first = await store.ports.directory.changes(undefined, 4);
      const partner = { ...recipients[0]!, version: 2, name: 'Renamed' };
      await store.ports.recipients.update({ partner, events: [], audit: [] });

      const rest = new Map<string, DirectoryEntry>();
      await follow(rest, first.cursor);

      expect(rest.get(`recipient ${partner.id}`)).toMatchObject({
        recipient: { name: 'Renamed', version: 2 },
      });
    });

    it('misses nothing that changes while it is read', async () => {
      await fill();
      const known = new Map<string, DirectoryEntry>();
      let cursor: string | undefined;
      const added: string[] = [];
      for (let round = 0; round < 12; round += 1) {
        const page = await store.ports.directory.changes(cursor, 2);
        for (const entry of page.entries) known.set(keyOf(entry), entry);
        cursor = page.cursor;
        if (round % 2 === 1) continue;
        const partner = aRecipient();
        added.push(`recipient ${partner.id}`);
        await store.ports.recipients.create({ partner, events: [], audit: [] });
      }
      await follow(known, cursor);

      for (const key of added) expect(known.has(key)).toBe(true);
      const fresh = new Map<string, DirectoryEntry>();
      await follow(fresh);
      expect(known).toEqual(fresh);
    });

    it('starts over for a cursor it does not know', async () => {
      await fill();
      const { cursor } = await store.ports.directory.changes(undefined, 1000);
      for (const unknown of ['', 'x', testId('ovs'), `${cursor}x`]) {
        const page = await store.ports.directory.changes(unknown, 1000);
        expect(page.entries).toHaveLength(10);
      }
    });

    it('leaves out what a refused unit would have changed', async () => {
      const known = new Map<string, DirectoryEntry>();
      const cursor = await follow(known);
      const recipientId = testId('rec');
      const slots = [{ recipientId, date: DATE, deltaKg: 2, capacityKg: 1 }];
      await store.ports.lots.commit(aChange(await store.register(), { slots }));

      expect((await store.ports.directory.changes(cursor, 10)).entries).toEqual([]);
    });
  });
}
