import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export interface CacheEnv {
  readonly SPRK_CACHE_DIR?: string;
  readonly XDG_CACHE_HOME?: string;
}

/** Where installed programs, logs and state files are kept: outside the repository, so that all working copies share them. */
export function cacheFolder(env: CacheEnv, home: string = homedir()): string {
  if (env.SPRK_CACHE_DIR) return resolve(env.SPRK_CACHE_DIR);
  return join(env.XDG_CACHE_HOME || join(home, '.cache'), 'sprk');
}
