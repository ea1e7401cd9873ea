import { globSync, readFileSync } from 'node:fs';
import { fromRoot } from './from-root.ts';

const NOT_OURS = /(^|\/)(node_modules|data|artefacts|coverage|dist|\.git)(\/|$)/;

/** Files of this repository that match, as paths from the root. @param patterns e.g. `docs/**\/*.md` */
export function repositoryFiles(...patterns: readonly string[]): string[] {
  const found = globSync(patterns, { cwd: fromRoot(''), exclude: (path) => NOT_OURS.test(path) });
  return found.map((path) => path.replaceAll('\\', '/')).sort();
}

export function readRepositoryFile(path: string): string {
  return readFileSync(fromRoot(path), 'utf8');
}
