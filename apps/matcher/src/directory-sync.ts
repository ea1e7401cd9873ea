import type { RemotePorts } from '@sprk/adapter-remote';
import type { ActiveWeights } from '@sprk/contracts';
import type { Clock } from '@sprk/core';
import { AppError } from '@sprk/core/shared/errors';
import type { DirectoryMirror } from './directory-mirror.ts';

export interface DirectorySyncDeps {
  readonly directory: RemotePorts['directory'];
  readonly mirror: DirectoryMirror;
  readonly clock: Clock;
  /** Told which weights are in use; must not reject. */
  readonly onActiveWeights: (active: ActiveWeights | null) => Promise<void>;
}
export interface DirectorySync {
  /**
   * Resolves when the mirror holds everything that was durable at `notBefore` (ms). Callers share one sync.
   * @throws AppError when the backend cannot be read; the mirror then stays as it is.
   */
  refresh(notBefore: number): Promise<void>;
  /** When the newest complete sync began, ms; undefined before the first. */
  readonly syncedAt: number | undefined;
}

/** Follows the directory feed page by page; after a restart from its beginning. */
export function createDirectorySync(deps: DirectorySyncDeps): DirectorySync {
  const { directory, mirror, clock, onActiveWeights } = deps;
  let cursor: string | undefined;
  let syncedAt: number | undefined;
  let running: Promise<void> | undefined;

  async function sync(): Promise<void> {
    const startedAt = clock.now();
    const mark = mirror.tentative.mark();
    for (;;) {
      const page = await directory.changes(cursor);
      mirror.apply(page.entries);
      if (page.more && page.cursor === cursor) {
        throw new AppError('upstream_failed', { detail: 'The directory feed stands still.' });
      }
      cursor = page.cursor;
      if (page.more) continue;
      mirror.tentative.forget(mark);
      const following = onActiveWeights(page.activeWeights);
      // The first matches wait for the weights in use; later ones go on with those they have.
      if (syncedAt === undefined) await following;
      syncedAt = startedAt;
      return;
    }
  }

  function isNewEnough(notBefore: number): boolean {
    // A sync from the future: the clock was set back, and says nothing about the age any more.
    return syncedAt !== undefined && syncedAt >= notBefore && syncedAt <= clock.now();
  }

  return {
    async refresh(notBefore) {
      while (!isNewEnough(Math.min(notBefore, clock.now()))) {
        running ??= sync().finally(() => {
          running = undefined;
        });
        await running;
      }
    },
    get syncedAt() {
      return syncedAt;
    },
  };
}
