import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
}

/** Starts a program that outlives this one. @returns its process id. */
export async function startDetached({ command, args, env, logFile }: Launch): Promise<number> {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  const child = spawn(command, [...args], { detached: true, stdio: ['ignore', log, log], env });
  const pid = await new Promise<number | undefined>((started, failed) => {
    child.once('spawn', () => started(child.pid));
    child.once('error', failed);
  });
  child.unref();
  if (pid === undefined) throw new Error(`${command} did not start.`);
  return pid;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether the process is still the one that was started: its number may have gone to another program since. */
export function isStill(pid: number, marker: string): boolean {
  return isAlive(pid) && commandLine(pid).includes(marker);
}

/** Asks a process to end, and makes it end with its children when it does not within the time. */
export async function endProcess(pid: number, patienceMs = 20_000): Promise<void> {
  process.kill(pid, 'SIGTERM');
  const deadline = Date.now() + patienceMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return void process.kill(-pid, 'SIGKILL');
    await sleep(100);
  }
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // No /proc on macOS.
    return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
}
