import type { Recipient, Supplier } from '@sprk/contracts';
import type { PartnerStore, Ports } from '@sprk/core';
import { describe, expect, it } from 'vitest';
import { anAuditEntry, anEvent } from '../factories/event.ts';
import { aRecipient, aSupplier } from '../factories/partner.ts';
import { START, testId } from '../factories/test-id.ts';
import { type OpenPorts, useStore } from './harness.ts';

type Partner = Supplier | Recipient;

/** What is the same for suppliers and recipients. */
interface Kind {
  readonly kind: 'supplier' | 'recipient';
  readonly make: (overrides?: Partial<Pick<Partner, 'name' | 'externalId' | 'version' | 'id'>>) => Partner;
  readonly storeOf: (ports: Ports) => PartnerStore<Partner>;
}

const KINDS: readonly Kind[] = [
  // A store of suppliers takes any supplier, and the tests give it nothing else.
  {
    kind: 'supplier',
    make: aSupplier,
    storeOf: (ports) => ports.suppliers as unknown as PartnerStore<Partner>,
  },
  {
    kind: 'recipient',
    make: aRecipient,
    storeOf: (ports) => ports.recipients as unknown as PartnerStore<Partner>,
  },
];

export function partnerStoreContract(name: string, openPorts: OpenPorts): void {
  describe.each(KINDS)(`${name}: $kind store`, ({ kind, make, storeOf }) => {
    const store = useStore(openPorts);
    const partners = (index = 0) => storeOf(store.handle(index));
    const unitOf = (partner: Partner) => ({
      partner,
      events: [anEvent('partner.changed', { kind, partnerId: partner.id, version: partner.version })],
      audit: [anAuditEntry({ subject: partner.id })],
    });
    const claimOf = (partner: Partner, key = 'key', fingerprint = 'a'.repeat(64)) => {
      return { scope: 'operator@example.org', key, fingerprint, resourceId: partner.id, at: START };
    };
    async function effects() {
      return {
        listed: await partners().list({ limit: 200 }),
        count: await partners().count(),
        audit: await store.ports.audit.list({ limit: 200 }),
        events: await store.events(),
        directory: (await store.ports.directory.changes(undefined, 1000)).entries,
        claim: await store.ports.lots.findClaim('operator@example.org', 'key'),
      };
    }

    it('creates a partner with its event and its audit entry', async () => {
      const partner = make({ name: 'Käfer "&" Söhne', externalId: 'osm:node/1' });
      const unit = unitOf(partner);

      expect(await partners().create(unit)).toEqual({ kind: 'created' });

      expect(await partners().find(partner.id)).toEqual(partner);
      expect(await partners().findByExternalId('osm:node/1')).toEqual(partner);
      expect(await partners().find(testId(kind === 'supplier' ? 'sup' : 'rec'))).toBeUndefined();
      expect(await partners().findByExternalId('osm:node/2')).toBeUndefined();
      expect(await partners().count()).toBe(1);
      expect(await store.events()).toEqual(unit.events);
      expect((await store.ports.audit.list({ limit: 9 })).items).toEqual(unit.audit);
    });

    it('gives an externalId to one partner only, and writes nothing for the second', async () => {
      const first = make({ externalId: 'x' });
      await partners().create(unitOf(first));
      const before = await effects();

      const second = make({ externalId: 'x' });
      const result = await partners().create({ ...unitOf(second), idempotency: claimOf(second) });

      expect(result).toEqual({ kind: 'externalIdTaken', id: first.id });
      expect(await effects()).toEqual(before);
    });

    it('replays a create with the same key and body, and refuses another body', async () => {
      const first = make({ externalId: 'x' });
      await partners().create({ ...unitOf(first), idempotency: claimOf(first) });
      const before = await effects();
      const again = make({ externalId: 'x' });

      const same = await partners().create({ ...unitOf(again), idempotency: claimOf(again) });
      const other = await partners().create({
        ...unitOf(again),
        idempotency: claimOf(again, 'key', 'b'.repeat(64)),
      });

      expect(same).toEqual({ kind: 'replayed', resourceId: first.id });
      expect(other).toEqual({ kind: 'keyReused' });
      expect(before.claim).toEqual(claimOf(first));
      expect(await effects()).toEqual(before);
    });

    it('creates one partner of many calls at once with one key or one externalId', async () => {
      const byKey = await Promise.all(
        Array.from({ length: 8 }, (_, index) => {
          const partner = make();
          return partners(index).create({ ...unitOf(partner), idempotency: claimOf(partner) });
        }),
      );
      const byExternalId = await Promise.all(
        Array.from({ length: 8 }, (_, index) => partners(index).create(unitOf(make({ externalId: 'one' })))),
      );

      expect(byKey.map(({ kind: result }) => result).sort()).toEqual([
        'created',
        ...Array(7).fill('replayed'),
      ]);
      expect(byExternalId.map(({ kind: result }) => result).sort()).toEqual([
        'created',
        ...Array(7).fill('externalIdTaken'),
      ]);
      expect(await partners().count()).toBe(2);
      expect(await store.events()).toHaveLength(2);
    });

    it('updates the version before only, and writes nothing otherwise', async () => {
      const first = make({ externalId: 'old' });
      await partners().create(unitOf(first));
      const second = { ...first, version: 2, name: 'New name', externalId: 'new' };

      expect(await partners().update(unitOf(second))).toEqual({ kind: 'updated' });

      const before = await effects();
      expect(await partners().update(unitOf({ ...second, name: 'Lost' }))).toEqual({ kind: 'stale' });
      expect(await partners().update(unitOf({ ...make(), version: 2 }))).toEqual({ kind: 'stale' });
      expect(await effects()).toEqual(before);
      expect(await partners().find(first.id)).toEqual(second);
      expect(await partners().findByExternalId('new')).toEqual(second);
      expect(await partners().findByExternalId('old')).toBeUndefined();
      expect(await store.events()).toHaveLength(2);
    });

    it('lets exactly one of many updates at once win', async () => {
      const first = make();
      await partners().create(unitOf(first));

      const results = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          partners(index).update(unitOf({ ...first, version: 2, name: `Name ${index}` })),
        ),
      );

      expect(results.filter(({ kind: result }) => result === 'updated')).toHaveLength(1);
      const winner = results.findIndex(({ kind: result }) => result === 'updated');
      expect(await partners().find(first.id)).toMatchObject({ version: 2, name: `Name ${winner}` });
      expect(await store.events()).toHaveLength(2);
    });

    it('does not let an update take another partner’s externalId', async () => {
      const [mine, theirs] = [make({ externalId: 'mine' }), make({ externalId: 'theirs' })];
      await partners().create(unitOf(mine));
      await partners().create(unitOf(theirs));
      const before = await effects();

      const taking = partners().update(unitOf({ ...mine, version: 2, externalId: 'theirs' }));

      await expect(taking).rejects.toMatchObject({ code: 'already_exists' });
      expect(await effects()).toEqual(before);
    });

    it('lists all in order of id, page by page, also while some are added', async () => {
      const made = Array.from({ length: 7 }, () => make());
      for (const partner of made) await partners().create(unitOf(partner));

      const first = await partners().list({ limit: 3 });
      const late = make();
      await partners().create(unitOf(late));
      const second = await partners().list({ limit: 3, cursor: first.nextCursor! });
      const third = await partners().list({ limit: 3, cursor: second.nextCursor! });

      expect([...first.items, ...second.items, ...third.items]).toEqual([...made, late]);
      expect(third.nextCursor).toBeNull();
      await expect(partners().list({ limit: 3, cursor: 'made-up' })).rejects.toMatchObject({
        code: 'validation_failed',
      });
    });
  });
}
