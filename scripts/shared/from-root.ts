import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

/** A path from the repository's root as an absolute one, wherever the command was started. */
export function fromRoot(path: string): string {
  return fileURLToPath(new URL(path, ROOT));
}
