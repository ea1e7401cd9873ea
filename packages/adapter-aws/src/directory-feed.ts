import type { DirectoryFeed } from '@sprk/core';
import { loadEntries } from './directory-entries.ts';
import { LISTING_START, listEntries } from './directory-listing.ts';
import { type DirectoryPlace, directoryCursor, directoryPlace } from './directory-place.ts';
import type { Kernel } from './kernel.ts';
import { LogReader } from './log-reader.ts';

/**
 * From the beginning: first notes where the log of changes ends, then lists all that there is, then goes on with the log
 * from the note. So whatever changes while it is listed is shown again afterwards.
 */
export function createAwsDirectoryFeed({ deps, log }: Kernel): DirectoryFeed {
  const reader = new LogReader<string>(log, ({ touched }) => touched);

  async function start(): Promise<DirectoryPlace> {
    return { log: await reader.end(), listing: LISTING_START };
  }
  async function listed(place: DirectoryPlace, limit: number): ReturnType<DirectoryFeed['changes']> {
    const { entries, next } = await listEntries(deps, place.listing ?? LISTING_START, limit);
    if (next)
      return { entries: [...entries], cursor: directoryCursor({ ...place, listing: next }), more: true };
    const news = await reader.after(place.log, 1);
    return {
      entries: [...entries],
      cursor: directoryCursor({ log: place.log }),
      more: news === undefined || news.things.length > 0,
    };
  }

  return {
    async changes(after, limit) {
      const place = directoryPlace(after) ?? (await start());
      if (place.listing) return await listed(place, limit);
      const stretch = await reader.after(place.log, limit);
      if (!stretch) return await listed(await start(), limit);
      const { things, reached, more } = stretch;
      const entries = await loadEntries(
        deps,
        things.map(({ thing }) => thing),
      );
      return { entries: [...entries], cursor: directoryCursor({ log: reached }), more };
    },
  };
}
