import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface BenchChild extends AsyncDisposable {
  /** First line the child printed: where it listens. */
  readonly firstLine: string;
  readonly pid: number;
  /** CPU seconds of the child so far, user and system. */
  cpuSeconds(): number;
}

const canPin = spawnSync('taskset', ['--version']).status === 0;

/** Starts a Node script on one core, where the machine can pin, and waits for its first line. */
export function startChild(
  script: URL,
  core: number,
  env: Record<string, string>,
  args: readonly string[] = [],
): Promise<BenchChild> {
  const command = [process.execPath, ...args, fileURLToPath(script)];
  return start(canPin ? ['taskset', '-c', String(core), ...command] : command, env);
}

/** Starts a Node script on all cores: for a whole system. */
export function startSystemChild(script: URL, env: Record<string, string>): Promise<BenchChild> {
  return start([process.execPath, fileURLToPath(script)], env);
}

async function start(command: readonly string[], env: Record<string, string>): Promise<BenchChild> {
  const child = spawn(command[0] ?? '', command.slice(1), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const firstLine = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`${command.at(-1)} ended with code ${code}`)));
  });
  return {
    firstLine,
    pid: child.pid ?? 0,
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    [Symbol.asyncDispose]: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(force);
}

function cpuSecondsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}
