import { appendFileSync, copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createSeededRandom } from '@sprk/adapter-memory';
import type { Ports } from '@sprk/core';
import { aChange, aClaim, aLot, aLotEvent, anOutcome } from '@sprk/port-contracts';
import { describe, expect, it } from 'vitest';
import {
  allLotIds,
  copyAsAfterCrash,
  openTemporary,
  openTemporaryStore,
  register,
  temporaryDirectory,
} from './_open-temporary.ts';
import { openSqlitePorts } from './open-sqlite-ports.ts';

const clock = { now: () => Date.parse('2026-03-02T08:00:00Z') };

/** Each lot has its claim, its event and its message, and there are no others. */
async function expectWhole(ports: Ports, ids: readonly string[]): Promise<void> {
  expect((await ports.lots.counts()).byStatus.matching).toBe(ids.length);
  const messages = await ports.queues.receive('match-requests', { max: 256, leaseSeconds: 60, waitMs: 0 });
  expect(messages.map(({ event }) => event.subject).sort()).toEqual([...ids].sort());
  for (const id of ids)
    expect(await ports.lots.findClaim('sup_test', `key-${id}`)).toMatchObject({ resourceId: id });
}

describe('after a crash', () => {
  it('has every unit that was acknowledged, and nothing of one that was not', async () => {
    using copies = temporaryDirectory();
    await using opened = await openTemporary();
    const acknowledged: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      const waiting = Array.from({ length: 1 + round * 3 }, () => register(opened.ports));
      // In the middle of a group: its units are not durable yet.
      copyAsAfterCrash(opened.file, copies.file);
      {
        await using crashed = await openSqlitePorts({ file: copies.file, clock });
        expect(await allLotIds(crashed)).toEqual(acknowledged);
      }
      acknowledged.push(...(await Promise.all(waiting)).map(({ id }) => id));
      copyAsAfterCrash(opened.file, copies.file);
      await using crashed = await openSqlitePorts({ file: copies.file, clock });
      expect(await allLotIds(crashed)).toEqual(acknowledged);
      await expectWhole(crashed, acknowledged);
    }
  });

  it('was not needed for readers to see only what is durable', async () => {
    await using opened = await openTemporary();
    const lot = aLot();
    const registering = opened.ports.lots.register({
      lot,
      idempotency: aClaim(lot),
      events: [aLotEvent(lot)],
    });

    expect(await opened.ports.lots.find(lot.id)).toBeUndefined();
    expect(await opened.ports.lots.findClaim('sup_test', `key-${lot.id}`)).toBeUndefined();
    await registering;
    expect(await opened.ports.lots.find(lot.id)).toEqual(lot);
  });

  it('goes on where it was: sequence, queues, positions, late indexes', async () => {
    using copies = temporaryDirectory();
    using opened = openTemporaryStore({ lateBatch: 8 });
    const supplierId = 'sup_019cad8f-ac00-7000-8000-0000000000aa';
    const ids: string[] = [];
    for (let index = 0; index < 30; index += 1) {
      ids.push((await register(opened.ports, { registration: { supplierId } })).id);
      await opened.ports.outcomes.append([anOutcome()]);
    }
    const cursor = await opened.ports.events.latest();
    const [held] = await opened.ports.queues.receive('match-requests', {
      max: 1,
      leaseSeconds: 5,
      waitMs: 0,
    });
    copyAsAfterCrash(opened.file, copies.file);

    await using crashed = await openSqlitePorts({ file: copies.file, clock });
    const lot = await register(crashed, { registration: { supplierId } });

    expect((await crashed.events.after(cursor, 10)).events).toMatchObject([{ event: { subject: lot.id } }]);
    const listed = await crashed.lots.list({ supplierId, limit: 200 });
    expect(listed.items.map(({ id }) => id)).toEqual([...ids, lot.id].reverse());
    const rest = await crashed.queues.receive('match-requests', { max: 200, leaseSeconds: 5, waitMs: 0 });
    expect(rest.map(({ event }) => event.subject)).toEqual([...ids.slice(1), lot.id]);
    await crashed.queues.acknowledge('match-requests', [held!.receipt]);
    expect(await crashed.queues.depth('match-requests')).toMatchObject({ ready: 0, leased: 30 });
    expect((await crashed.outcomes.append([anOutcome()])).nextPosition).toBe(31);
  });

  it('opens a log that is torn or has flipped bits to an exact prefix of what was acknowledged', async () => {
    using copies = temporaryDirectory();
    await using opened = await openTemporary();
    const groups: { readonly ids: string[]; readonly walBytes: number }[] = [];
    for (let index = 0; index < 40; index += 1) {
      const lots = await Promise.all(Array.from({ length: 1 + (index % 5) }, () => register(opened.ports)));
      groups.push({ ids: lots.map(({ id }) => id), walBytes: statSync(`${opened.file}-wal`).size });
      if (index % 4 === 3) await opened.ports.lots.commit(aChange(lots[0]!, { lot: { round: 2 } }));
    }
    const main = readFileSync(opened.file);
    const wal = readFileSync(`${opened.file}-wal`);
    const random = createSeededRandom(7);
    const below = (limit: number) => Math.floor(random.next() * limit);
    for (let round = 0; round < 240; round += 1) {
      const at = below(wal.length);
      writeFileSync(copies.file, main);
      writeFileSync(`${copies.file}-wal`, wal);
      if (round % 3 === 0) {
        truncateSync(`${copies.file}-wal`, at);
      } else if (round % 3 === 1) {
        const damaged = Buffer.from(wal);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << below(8));
        writeFileSync(`${copies.file}-wal`, damaged);
      } else {
        truncateSync(`${copies.file}-wal`, at);
        appendFileSync(`${copies.file}-wal`, Buffer.alloc(below(9000), below(256)));
      }

      await using crashed = await openSqlitePorts({ file: copies.file, clock });

      const expected = groups.filter(({ walBytes }) => walBytes <= at).flatMap(({ ids }) => ids);
      expect(await allLotIds(crashed)).toEqual(expected);
      if (round % 8 === 0) await expectWhole(crashed, expected);
    }
  }, 60_000);

  it('does not lose the file when the process dies in the middle of a checkpoint', async () => {
    using copies = temporaryDirectory();
    await using opened = await openTemporary();
    const ids: string[] = [];
    for (let index = 0; index < 60; index += 1) ids.push((await register(opened.ports)).id);
    const old = readFileSync(opened.file);
    copyFileSync(`${opened.file}-wal`, `${copies.file}-wal`);
    const { size } = statSync(`${opened.file}-wal`);
    // Some pages have reached the file, the log is still whole: that is all a dying checkpoint can leave.
    const pages = Math.floor((size - 32) / (4096 + 24));
    const wal = readFileSync(`${opened.file}-wal`);
    const half = Buffer.alloc(Math.max(old.length, 400 * 4096));
    old.copy(half);
    for (let frame = 0; frame < pages / 2; frame += 1) {
      const start = 32 + frame * (4096 + 24);
      wal.copy(half, (wal.readUInt32BE(start) - 1) * 4096, start + 24, start + 24 + 4096);
    }
    writeFileSync(copies.file, half);

    await using crashed = await openSqlitePorts({ file: copies.file, clock });

    expect(await allLotIds(crashed)).toEqual(ids);
  });
});
