import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

type App = 'standalone' | 'backend' | 'matcher' | 'cruncher';

/** Hundreds of starts of the same code: compiled once. */
const CACHE = { NODE_COMPILE_CACHE: join(tmpdir(), 'sprk-compile-cache') };

export interface SystemProcess {
  readonly url: string;
  /** As by power of the kernel: no handler runs. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM. @returns the exit code */
  stop(): Promise<number | null>;
  readonly stderr: () => string;
}

/**
 * Starts a service, or all of them, as its own process.
 * @throws Error with what it printed when it does not come up
 */
export async function startSystem(
  env: Record<string, string>,
  app: App = 'standalone',
): Promise<SystemProcess> {
  const child = spawnApp(app, env);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-4000);
  });
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const url = await Promise.race([firstLine(child), gone.then((code) => `ended with code ${code}`)]);
  if (!url.startsWith('http')) throw new Error(`The system did not start: ${url}\n${stderr}`);
  return {
    url,
    stderr: () => stderr,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      child.kill('SIGTERM');
      return await gone;
    },
  };
}

/** Runs a service until it ends by itself, for starts that must fail. */
export async function runToEnd(
  env: Record<string, string>,
  app: App = 'standalone',
): Promise<{ code: number | null; stderr: string; stdout: string }> {
  const child = spawnApp(app, env);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', (exit) => resolve(exit)));
  return { code, ...output };
}

function spawnApp(app: App, env: Record<string, string>) {
  const main = fileURLToPath(new URL(`../../apps/${app}/src/main.ts`, import.meta.url));
  return spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, ...CACHE, SPRK_PORT: '0', SPRK_LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (child.stdout) createInterface({ input: child.stdout }).once('line', resolve);
  });
}
