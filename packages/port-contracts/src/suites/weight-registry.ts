import { describe, expect, it } from 'vitest';
import { anAuditEntry, anEvent } from '../factories/event.ts';
import { anActivation, someWeights } from '../factories/learning.ts';
import { testId } from '../factories/test-id.ts';
import { type OpenPorts, useStore } from './harness.ts';

export function weightRegistryContract(name: string, openPorts: OpenPorts): void {
  describe(`${name}: weight registry`, () => {
    const store = useStore(openPorts);
    const unitOf = (version: string, generation: number) => {
      const active = anActivation(version, { generation });
      return {
        active,
        events: [anEvent('weights.activated', active)],
        audit: [anAuditEntry({ subject: version })],
      };
    };

    it('publishes a version once and never changes it', async () => {
      const weights = someWeights();
      const { weights: registry } = store.ports;

      expect(await registry.publish(weights)).toEqual({ kind: 'published' });
      expect(await registry.publish({ ...weights, sequence: 9, sha256: 'c'.repeat(64) })).toEqual({
        kind: 'exists',
      });

      expect(await registry.find(weights.version)).toEqual(weights);
      expect(await registry.find(testId('wts'))).toBeUndefined();
    });

    it('takes rising sequence numbers only', async () => {
      const { weights: registry } = store.ports;
      await registry.publish(someWeights({ sequence: 5 }));

      const results = [];
      for (const sequence of [5, 4, 0, 6, 6, 100, 99])
        results.push(await registry.publish(someWeights({ sequence })));

      expect(results.map(({ kind }) => kind)).toEqual([
        'outdated',
        'outdated',
        'outdated',
        'published',
        'outdated',
        'published',
        'outdated',
      ]);
    });

    it('lists versions newest first, page by page', async () => {
      const made = [0, 1, 2, 7, 9].map((sequence) => someWeights({ sequence }));
      for (const weights of made) await store.ports.weights.publish(weights);

      const first = await store.ports.weights.list({ limit: 2 });
      await store.ports.weights.publish(someWeights({ sequence: 10 }));
      const second = await store.ports.weights.list({ limit: 2, cursor: first.nextCursor! });
      const third = await store.ports.weights.list({ limit: 2, cursor: second.nextCursor! });

      expect([...first.items, ...second.items, ...third.items]).toEqual(made.toReversed());
      expect(third.nextCursor).toBeNull();
      await expect(store.ports.weights.list({ limit: 2, cursor: 'made-up' })).rejects.toMatchObject({
        code: 'validation_failed',
      });
    });

    it('lets one of several publishers of the same sequence win', async () => {
      const results = await Promise.all(
        Array.from({ length: 6 }, (_, index) => store.handle(index).weights.publish(someWeights())),
      );

      expect(results.filter(({ kind }) => kind === 'published')).toHaveLength(1);
      expect((await store.ports.weights.list({ limit: 9 })).items).toHaveLength(1);
    });

    it('swaps the pointer from generation to generation, also back to older weights', async () => {
      const { weights: registry } = store.ports;
      const [older, newer] = [someWeights({ sequence: 1 }), someWeights({ sequence: 2 })];
      await registry.publish(older);
      await registry.publish(newer);
      expect(await registry.active()).toBeUndefined();
      const units = [unitOf(older.version, 0), unitOf(newer.version, 1), unitOf(older.version, 2)];

      for (const unit of units) {
        expect(await registry.activate(unit)).toEqual({ kind: 'activated' });
        expect(await registry.active()).toEqual(unit.active);
      }

      expect(await store.events()).toEqual(units.flatMap(({ events }) => events));
      expect((await store.ports.audit.list({ limit: 9 })).items).toEqual(
        units.flatMap(({ audit }) => audit).reverse(),
      );
    });

    it('writes nothing when the generation is not the next or the version is unknown', async () => {
      const { weights: registry } = store.ports;
      const weights = someWeights();
      await registry.publish(weights);
      expect(await registry.activate(unitOf(weights.version, 1))).toEqual({ kind: 'stale' });
      await registry.activate(unitOf(weights.version, 0));
      const before = await registry.active();

      for (const generation of [0, 2, 3]) {
        expect(await registry.activate(unitOf(weights.version, generation))).toEqual({ kind: 'stale' });
      }
      expect(await registry.activate(unitOf(testId('wts'), 1))).toEqual({ kind: 'unknownVersion' });

      expect(await registry.active()).toEqual(before);
      expect(await store.events()).toHaveLength(1);
      expect((await store.ports.audit.list({ limit: 9 })).items).toHaveLength(1);
    });

    it('lets exactly one of many activations at once win', async () => {
      const made = Array.from({ length: 8 }, (_, sequence) => someWeights({ sequence }));
      for (const weights of made) await store.ports.weights.publish(weights);

      const results = await Promise.all(
        made.map(({ version }, index) => store.handle(index).weights.activate(unitOf(version, 0))),
      );

      expect(results.filter(({ kind }) => kind === 'activated')).toHaveLength(1);
      const winner = made[results.findIndex(({ kind }) => kind === 'activated')]!;
      expect(await store.ports.weights.active()).toMatchObject({ version: winner.version, generation: 0 });
      expect(await store.events()).toHaveLength(1);
    });
  });
}
