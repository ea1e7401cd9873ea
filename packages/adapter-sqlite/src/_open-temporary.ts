import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVirtualClock } from '@sprk/adapter-memory';
import type { Lot, Ports } from '@sprk/core';
import { aClaim, aLot, aMatchRequest, START } from '@sprk/port-contracts';
import { openSqlitePorts, portsOn, type SqlitePortsOptions } from './open-sqlite-ports.ts';
import { openStore, type StoreOptions } from './open-store.ts';

/** Hundreds of small files with an fsync each are much faster there. */
const MEMORY_DISK = '/dev/shm';

/** A directory of its own, gone when disposed. */
export function temporaryDirectory() {
  const path = mkdtempSync(join(existsSync(MEMORY_DISK) ? MEMORY_DISK : tmpdir(), 'sprk-sqlite-'));
  return {
    path,
    file: join(path, 'data.db'),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A fresh store on a virtual clock in a directory of its own. */
export async function openTemporary(options: Partial<SqlitePortsOptions> = {}) {
  const directory = temporaryDirectory();
  const clock = createVirtualClock(START);
  const ports = await openSqlitePorts({ file: directory.file, clock, ...options });
  return {
    ports,
    clock,
    path: directory.path,
    file: directory.file,
    advance: clock.advance,
    async [Symbol.asyncDispose]() {
      await ports[Symbol.asyncDispose]();
      directory[Symbol.dispose]();
    },
  };
}

/** The same, with a look inside. */
export function openTemporaryStore(options: Partial<StoreOptions> = {}) {
  const directory = temporaryDirectory();
  const clock = createVirtualClock(START);
  const opened = openStore({ file: directory.file, clock, ...options });
  return {
    store: opened.store,
    ports: portsOn(opened.store),
    clock,
    path: directory.path,
    file: directory.file,
    [Symbol.dispose]() {
      opened[Symbol.dispose]();
      directory[Symbol.dispose]();
    },
  };
}

/** What a crash would leave behind at this moment. */
export function copyAsAfterCrash(file: string, to: string): void {
  copyFileSync(file, to);
  rmSync(`${to}-wal`, { force: true });
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${to}-wal`);
}

/** Registers a lot as core does, down to the id of its event. */
export async function register(
  ports: Pick<Ports, 'lots'>,
  overrides: Parameters<typeof aLot>[0] = {},
): Promise<Lot> {
  const lot = aLot(overrides);
  const event = aMatchRequest(lot, { id: `${lot.id}:1:0` });
  await ports.lots.register({ lot, idempotency: aClaim(lot), events: [event] });
  return lot;
}

/** Ids of all lots, oldest first. */
export async function allLotIds(ports: Pick<Ports, 'lots'>): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await ports.lots.list({ limit: 200, ...(cursor && { cursor }) });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return ids.reverse();
}
