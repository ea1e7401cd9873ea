import { statSync } from 'node:fs';
import type { GroupStats } from './group-commit.ts';
import { readPragma } from './pragma.ts';
import type { Store } from './store.ts';

export interface StoreStats extends GroupStats {
  readonly pageBytes: number;
  /** Pages of the data file, and those of them that are free to be used again. */
  readonly pages: number;
  readonly freePages: number;
  /** Rises above a few MB only when something keeps the log from being written back. */
  readonly walBytes: number;
}

export function readStats({ reader, group, file }: Store): StoreStats {
  return {
    ...group.stats(),
    pageBytes: readPragma(reader, 'page_size'),
    pages: readPragma(reader, 'page_count'),
    freePages: readPragma(reader, 'freelist_count'),
    walBytes: statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0,
  };
}
