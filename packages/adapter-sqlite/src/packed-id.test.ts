import { randomUUIDv7 } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePacked, packedIdAt, packId, unpackId } from './packed-id.ts';

describe('packed ids', () => {
  it('come back as they were, whatever they are', () => {
    const uuid = fc.uuid().map((id) => `ovs_${id}`);
    const nearly = fc
      .tuple(uuid, fc.nat({ max: 39 }), fc.string({ minLength: 1, maxLength: 1 }))
      .map(([id, at, c]) => id.slice(0, at) + c + id.slice(at + 1));
    fc.assert(
      fc.property(fc.oneof(uuid, nearly, fc.string()), (id) => {
        expect(unpackId('ovs', packId('ovs', id))).toBe(id);
      }),
      { numRuns: 2000 },
    );
  });

  it('take 16 bytes for the ids that core makes, and keep their order', () => {
    const ids = Array.from({ length: 50 }, () => `sup_${randomUUIDv7()}`);
    const packed = ids.map((id) => packId('sup', id));

    for (const one of packed) expect(one).toHaveLength(16);
    expect(packed.toSorted(comparePacked)).toEqual(
      ids.toSorted((a, b) => (a < b ? -1 : 1)).map((id) => packId('sup', id)),
    );
    expect(packId('rec', ids[0]!)).toBe(ids[0]);
  });

  it('bound the ids of a moment from below', () => {
    const now = Date.now();
    const id = packId('sup', `sup_${randomUUIDv7()}`);

    expect(comparePacked(packedIdAt(now), id)).toBeLessThan(0);
    expect(comparePacked(id, packedIdAt(now + 60_000))).toBeLessThan(0);
    expect(packedIdAt(-5)).toEqual(packedIdAt(0));
    expect(packedIdAt(1e20)).toHaveLength(16);
  });
});
