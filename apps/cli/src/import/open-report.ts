import { open } from 'node:fs/promises';
import { CliError } from '../shared/cli-error.ts';
import type { Finding } from './finding.ts';

export type ImportReport = AsyncDisposable & { add(finding: Finding): void };

const SHOWN_WITHOUT_FILE = 20;

/**
 * The findings of an import: a JSON line each into a file, or the first ones as text where there is none.
 * @throws CliError (exit code 2) if the file cannot be written
 */
export async function openReport(
  path: string | undefined,
  show: (line: string) => void,
): Promise<ImportReport> {
  return path === undefined ? shownReport(show) : await fileReport(path);
}

async function fileReport(path: string): Promise<ImportReport> {
  const file = await open(path, 'w').catch((cause: NodeJS.ErrnoException) => {
    throw new CliError(`Cannot write the report ${path}: ${cause.code ?? cause.message}.`, {
      exitCode: 2,
      cause,
    });
  });
  const stream = file.createWriteStream();
  const finished = new Promise<void>((resolve, reject) => {
    stream.on('close', resolve).on('error', reject);
  });
  return {
    add: (finding) => void stream.write(`${JSON.stringify(finding)}\n`),
    async [Symbol.asyncDispose]() {
      stream.end();
      await finished;
    },
  };
}

function shownReport(show: (line: string) => void): ImportReport {
  let count = 0;
  return {
    add({ kind, file, line, reason, name }) {
      count += 1;
      if (count <= SHOWN_WITHOUT_FILE) show(`${file}:${line}: ${kind}: ${name ? `${name}: ` : ''}${reason}`);
    },
    async [Symbol.asyncDispose]() {
      const more = count - SHOWN_WITHOUT_FILE;
      if (more > 0) show(`... and ${more} more: --report FILE writes them all.`);
    },
  };
}
