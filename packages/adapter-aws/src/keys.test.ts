import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimKey } from './claims.ts';
import { activityEntry, itemKeyOf, partnerEntry, slotEntry } from './directory-key.ts';
import { directoryCursor, directoryPlace } from './directory-place.ts';
import { idAt } from './id-at.ts';
import { activityKey, slotKey } from './ledger-keys.ts';
import { dueAt, statusShards } from './lot-keys.ts';
import { partnerKey } from './partner-keys.ts';

const visible = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
});

describe('keys', () => {
  it('of claims differ when scope or key do', () => {
    fc.assert(
      fc.property(visible, visible, visible, visible, (scopeA, keyA, scopeB, keyB) => {
        const isSame = scopeA === scopeB && keyA === keyB;
        expect(claimKey(scopeA, keyA).pk === claimKey(scopeB, keyB).pk).toBe(isSame);
      }),
    );
    expect(claimKey('a#b', 'c').pk).not.toBe(claimKey('a', 'b#c').pk);
    expect(claimKey('s'.repeat(255), '"\\'.repeat(127)).pk.length).toBeLessThan(2048);
  });

  it('of due lots are in the order of time, however the time is written', () => {
    const times = ['2026-03-02T09:00:00+01:00', '2026-03-02T08:00:00.001Z', '2026-03-02T08:01Z'];
    const keys = times.map((at) => dueAt(at, 'ovs_1'));

    expect(keys.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(keys);
    expect(dueAt('2026-03-02T08:00:00Z', 'ovs_9') < dueAt('2026-03-02T08:00:00Z', '~')).toBe(true);
  });

  it('of ids bound a span of time', () => {
    const atMs = Date.parse('2026-03-02T08:00:00Z');
    const id = 'ovs_019cad8f-ac00-7000-8000-000000000000';

    expect(idAt('ovs', atMs) <= id && id < idAt('ovs', atMs + 1)).toBe(true);
  });

  it('of all statuses are different partitions', () => {
    const shards = [...statusShards('lot', ['offered', 'expired']), ...statusShards('offer', ['offered'])];

    expect(new Set(shards).size).toBe(12);
  });

  it('of directory entries lead to their items', () => {
    expect(itemKeyOf(partnerEntry('supplier', 'sup_1'))).toEqual(partnerKey('supplier', 'sup_1'));
    expect(itemKeyOf(slotEntry('rec_1', '2026-03-02'))).toEqual(slotKey('rec_1', '2026-03-02'));
    expect(itemKeyOf(activityEntry('rec_1'))).toEqual(activityKey('rec_1'));
    expect(itemKeyOf('policy')).toBeUndefined();
  });

  it('let a directory cursor come back as it went, within what the address takes', () => {
    const log = { page: 999_999_999_999, index: 999_999 };
    const after = 'rec_019cada5-f800-7000-8000-000000000000 2026-03-02';
    for (const place of [{ log }, { log, listing: { partition: 48, after } }]) {
      expect(directoryPlace(directoryCursor(place))).toEqual(place);
      expect(directoryCursor(place).length).toBeLessThan(200);
    }
    for (const cursor of ['', 'x', `${directoryCursor({ log })}x`])
      expect(directoryPlace(cursor)).toBeUndefined();
  });
});

describe('this package', () => {
  it('never scans a table', () => {
    const sources = readdirSync(import.meta.dirname).filter((name) => !name.endsWith('.test.ts'));

    for (const name of sources) {
      expect(readFileSync(`${import.meta.dirname}/${name}`, 'utf8'), name).not.toMatch(/\bScan(Command)?\b/);
    }
  });
});
