import { readCursor, toCursor } from '@sprk/core/shared/page-cursor';
import { cursorAt, type LogPosition, positionOf } from './log-position.ts';

/** How far a reader of the directory got: through all that there is, then through the log of changes. */
export interface DirectoryPlace {
  /** What changed behind it has not been shown. */
  readonly log: LogPosition;
  /** While the reader goes through all that there is: the partition, and the last key shown of it. */
  readonly listing?: { readonly partition: number; readonly after: string };
}

const KIND = 'directory';

export function directoryCursor({ log, listing }: DirectoryPlace): string {
  const listed = listing ? ` ${listing.partition} ${listing.after}` : '';
  return toCursor(KIND, `${cursorAt(log)}${listed}`);
}

/** Undefined for a cursor that is none of these. */
export function directoryPlace(cursor: string | undefined): DirectoryPlace | undefined {
  const [, at = '', partition, after = ''] =
    /^(\S+)(?: (\d{1,3}) (.*))?$/.exec(readCursor(KIND, cursor) ?? '') ?? [];
  const log = positionOf(at);
  if (!log) return undefined;
  return partition === undefined ? { log } : { log, listing: { partition: Number(partition), after } };
}
