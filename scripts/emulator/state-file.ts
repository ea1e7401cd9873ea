import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isStill } from './processes.ts';

/** A program that was started here and is ours to end. */
export interface RunningPart {
  readonly name: 'localstack' | 'moto';
  readonly pid: number;
  /** What the command line of the process holds as long as it is this program. */
  readonly marker: string;
}

export interface RunningContainer {
  readonly name: 'localstack';
  readonly container: string;
  readonly image: string;
}

export type Part = RunningPart | RunningContainer;

/** One file per port of LocalStack. */
export function stateFile(cache: string, port: number): string {
  return join(cache, 'run', `${port}.json`);
}

/** What was started on the port and has not ended by itself. Containers are taken as running. */
export function readParts(file: string): Part[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // Nothing was started.
    return [];
  }
  const parts = JSON.parse(text) as Part[];
  return parts.filter((part) => !('pid' in part) || isStill(part.pid, part.marker));
}

/** Written at once after each start, so that an interrupted start can be stopped too. */
export function addPart(file: string, part: Part): void {
  const others = readParts(file).filter(({ name }) => name !== part.name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify([...others, part], undefined, 2)}\n`);
}

export function forgetParts(file: string): void {
  rmSync(file, { force: true });
}
