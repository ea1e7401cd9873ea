import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { backupFile } from '@sprk/adapter-sqlite';
import { readArgs } from './shared/args.ts';
import { CliError } from './shared/cli-error.ts';
import { runCommand } from './shared/run-command.ts';

const USAGE = `Usage: npm run backup -- --out FILE [--data-dir DIR]

Writes a consistent copy of the database to FILE, also while the system runs.

  --out FILE       must not exist yet
  --data-dir DIR   default SPRK_DATA_DIR, else ./data`;

async function backup(): Promise<number> {
  const args = readArgs(
    process.argv.slice(2),
    { out: { type: 'string' }, 'data-dir': { type: 'string' } },
    USAGE,
  );
  if (!args) return 0;
  const { out } = args;
  if (!out) throw new CliError('--out FILE is needed. See --help.', { exitCode: 2 });
  const file = join(args['data-dir'] ?? process.env.SPRK_DATA_DIR ?? './data', 'sprk.db');
  if (!(await sizeOf(file))) {
    throw new CliError(`There is no database at ${file}. Give the data directory: --data-dir DIR.`, {
      exitCode: 2,
    });
  }
  if (await sizeOf(out)) throw new CliError(`${out} exists already: choose another name.`, { exitCode: 2 });
  try {
    await backupFile({ file, out });
  } catch (cause) {
    throw new CliError(`The backup failed: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  console.log(`${file} -> ${out} (${await sizeOf(out)} bytes)`);
  return 0;
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new CliError(`Cannot look at ${path}: ${(error as Error).message}`, { cause: error });
  }
}

await runCommand(backup);
