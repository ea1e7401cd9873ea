import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAlive } from './processes.ts';

const PARTIAL = '.partial-';

/**
 * Fills a folder exactly once. Whoever installs works in a folder of its own that gets its name at the end, so that neither
 * an interruption nor a second installer leaves half of it under that name.
 */
export async function installOnce(
  folder: string,
  install: (workFolder: string) => Promise<void>,
): Promise<void> {
  if (existsSync(folder)) return;
  removeLeftovers(folder);
  const workFolder = `${folder}${PARTIAL}${process.pid}`;
  mkdirSync(workFolder, { recursive: true });
  try {
    await install(workFolder);
    giveItsName(workFolder, folder);
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

function giveItsName(workFolder: string, folder: string): void {
  try {
    renameSync(workFolder, folder);
  } catch (cause) {
    // Another installer was faster: its work is as good.
    if (!existsSync(folder)) throw cause;
  }
}

/** What installers that were killed left behind. */
function removeLeftovers(folder: string): void {
  const parent = dirname(folder);
  if (!existsSync(parent)) return;
  const start = `${basename(folder)}${PARTIAL}`;
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(start) || isAlive(Number(name.slice(start.length)))) continue;
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}
