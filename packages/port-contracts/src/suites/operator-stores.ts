import { DEFAULT_POLICY } from '@sprk/core';
import { describe, expect, it } from 'vitest';
import { anAuditEntry, anEvent } from '../factories/event.ts';
import { aPolicy } from '../factories/learning.ts';
import { aChange } from '../factories/lot.ts';
import { type OpenPorts, useStore } from './harness.ts';

export function policyStoreContract(name: string, openPorts: OpenPorts): void {
  describe(`${name}: policy store`, () => {
    const store = useStore(openPorts);
    const unitOf = (version: number, maxAttempts = 4) => ({
      policy: aPolicy({ version, maxAttempts }),
      events: [anEvent('policy.changed', { version })],
      audit: [anAuditEntry({ action: 'policy.changed' })],
    });

    it('starts with the default and follows each change', async () => {
      expect(await store.ports.policy.current()).toEqual(DEFAULT_POLICY);
      const units = [unitOf(1, 5), unitOf(2, 6)];

      for (const unit of units) {
        expect(await store.ports.policy.put(unit)).toEqual({ kind: 'stored' });
        expect(await store.ports.policy.current()).toEqual(unit.policy);
      }

      expect(await store.events()).toEqual(units.flatMap(({ events }) => events));
      expect((await store.ports.audit.list({ limit: 9 })).items).toEqual(
        units.flatMap(({ audit }) => audit).reverse(),
      );
    });

    it('writes nothing when it was changed meanwhile', async () => {
      await store.ports.policy.put(unitOf(1));

      for (const version of [0, 1, 3]) {
        expect(await store.ports.policy.put(unitOf(version, 9))).toEqual({ kind: 'stale' });
      }

      expect(await store.ports.policy.current()).toMatchObject({ version: 1, maxAttempts: 4 });
      expect(await store.events()).toHaveLength(1);
      expect((await store.ports.audit.list({ limit: 9 })).items).toHaveLength(1);
    });

    it('lets exactly one of many changes at once win', async () => {
      const results = await Promise.all(
        Array.from({ length: 8 }, (_, index) => store.handle(index).policy.put(unitOf(1, index + 1))),
      );

      const winner = results.findIndex(({ kind }) => kind === 'stored');
      expect(results.filter(({ kind }) => kind === 'stored')).toHaveLength(1);
      expect(await store.ports.policy.current()).toMatchObject({ version: 1, maxAttempts: winner + 1 });
    });
  });
}

export function auditLogContract(name: string, openPorts: OpenPorts): void {
  describe(`${name}: audit log`, () => {
    const store = useStore(openPorts);

    it('lists entries newest first, page by page, also while some are added', async () => {
      const entries = Array.from({ length: 6 }, () => anAuditEntry());
      const lot = await store.register();
      await store.ports.lots.commit(aChange(lot, { audit: entries.slice(0, 3) }));
      await store.ports.lots.commit(aChange({ ...lot, version: 2 }, { audit: entries.slice(3) }));

      const first = await store.ports.audit.list({ limit: 4 });
      await store.ports.lots.commit(aChange({ ...lot, version: 3 }, { audit: [anAuditEntry()] }));
      const second = await store.ports.audit.list({ limit: 4, cursor: first.nextCursor! });

      expect([...first.items, ...second.items]).toEqual(entries.toReversed());
      expect(second.nextCursor).toBeNull();
      await expect(store.ports.audit.list({ limit: 4, cursor: 'made-up' })).rejects.toMatchObject({
        code: 'validation_failed',
      });
    });
  });
}

export function impactLedgerContract(name: string, openPorts: OpenPorts): void {
  describe(`${name}: impact ledger`, () => {
    const store = useStore(openPorts);

    it('sums what was collected over days, both ends included', async () => {
      const collected = [
        { date: '2026-03-01', category: 'bakery', massKg: 0.1 },
        { date: '2026-03-02', category: 'bakery', massKg: 0.2 },
        { date: '2026-03-02', category: 'produce', massKg: 30.25 },
        { date: '2026-03-03', category: 'bakery', massKg: 0.7 },
      ] as const;
      for (const impact of collected) {
        await store.ports.lots.commit(aChange(await store.register(), { impact }));
      }
      const { impact } = store.ports;

      expect(await impact.collected('2026-03-01', '2026-03-02')).toEqual({
        lots: 3,
        massKgByCategory: { bakery: 0.3, produce: 30.25 },
      });
      expect(await impact.collected('2026-03-01', '2026-03-03')).toEqual({
        lots: 4,
        massKgByCategory: { bakery: 1, produce: 30.25 },
      });
      expect(await impact.collected('2026-03-04', '2026-03-09')).toEqual({ lots: 0, massKgByCategory: {} });
    });

    it('adds up what is collected at once', async () => {
      const lots = await Promise.all(Array.from({ length: 10 }, () => store.register()));

      await Promise.all(
        lots.map((lot, index) =>
          store
            .handle(index)
            .lots.commit(aChange(lot, { impact: { date: '2026-03-02', category: 'dairy', massKg: 1.1 } })),
        ),
      );

      expect(await store.ports.impact.collected('2026-03-02', '2026-03-02')).toEqual({
        lots: 10,
        massKgByCategory: { dairy: 11 },
      });
    });
  });
}
