import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program that some command or test needs and npm does not bring. */
export interface Tool {
  readonly name: string;
  readonly purpose: string;
  /** Debian's package. */
  readonly debianPackage: string;
  /** How to get it elsewhere. */
  readonly elsewhere: string;
}

export const TOOLS: readonly Tool[] = [
  {
    name: 'taskset',
    purpose: 'benchmarks pin server and load to a core each; without it their figures are noisier',
    debianPackage: 'util-linux',
    elsewhere: 'part of util-linux on any Linux; there is none for macOS and Windows',
  },
];

/** Where a program is. @param path as in the variable PATH */
export function findTool(name: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/**
 * Whether a test that needs a tool has to be skipped, with a word about it.
 * @throws Error where nothing may be skipped (CI).
 */
export function skipWithout(name: string, env: { readonly PATH?: string; readonly CI?: string }): boolean {
  if (findTool(name, env.PATH ?? '')) return false;
  const hint = `${name} is missing: npm run setup says how to get it.`;
  if (env.CI === 'true') throw new Error(hint);
  console.warn(`Skipped: ${hint}`);
  return true;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Not there, or not for us: the next folder may have it.
    return false;
  }
}
