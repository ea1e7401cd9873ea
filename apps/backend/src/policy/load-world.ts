import type { DirectoryEntry } from '@sprk/contracts';
import {
  createStoredWorld,
  type DirectoryFeed,
  type LotStore,
  type RecordedLot,
  type StoredWorld,
} from '@sprk/core';

const DIRECTORY_PAGE = 1000;
const LOT_PAGE = 200;

/** Everybody as the directory knows them now. */
export async function loadWorld(directory: DirectoryFeed): Promise<StoredWorld> {
  const entries: DirectoryEntry[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await directory.changes(cursor, DIRECTORY_PAGE);
    for (const entry of page.entries) entries.push(entry);
    cursor = page.cursor;
    if (!page.more) return createStoredWorld(entries);
  }
}

/** The newest registered lots, the oldest of them first; parts of others are left out, as they are in the whole. */
export async function loadRecentLots(lots: LotStore, most: number): Promise<RecordedLot[]> {
  const recent: RecordedLot[] = [];
  let cursor: string | null | undefined;
  while (recent.length < most && cursor !== null) {
    const page = await lots.list({ limit: LOT_PAGE, ...(cursor !== undefined && { cursor }) });
    recent.push(...page.items.filter(({ registration }) => registration.parentId === undefined));
    cursor = page.nextCursor;
  }
  return recent.slice(0, most).reverse();
}
