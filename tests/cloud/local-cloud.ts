import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { freePort } from '../kill/free-port.ts';

const root = new URL('../../', import.meta.url).pathname;

/** What `npm run -s cloud:status` prints. */
export interface CloudStatus {
  readonly endpoint: string;
  readonly backendUrl: string;
  readonly services: Readonly<Record<'backend' | 'matcher' | 'cruncher', { readonly pid: number }>>;
  readonly tables: readonly string[];
  readonly queues: readonly string[];
  readonly bus: string;
  readonly buckets: readonly string[];
  readonly stacks: Readonly<Record<string, { readonly resources: number }>>;
}

export interface LocalCloud extends Disposable {
  /** Variables of the commands: a folder and ports of its own. */
  readonly env: NodeJS.ProcessEnv;
  /** Runs `npm run cloud:NAME` as its script does. @returns what it printed; rejects when it fails */
  command(name: string, ...args: string[]): Promise<string>;
  /** Starts `up` and does not wait for its end; `reached` resolves at the first line that begins with `stage`. */
  bringUp(
    stage: string,
    ...args: string[]
  ): { readonly reached: Promise<void>; readonly done: Promise<void> };
  /** The same for a program of the repository. */
  run(script: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>;
  status(): Promise<CloudStatus>;
  token(role: string, partnerId?: string): Promise<string>;
}

/** A local cloud on the emulator at AWS_ENDPOINT_URL, apart from the one that a developer may have running. */
export async function openLocalCloud(): Promise<LocalCloud> {
  const folder = mkdtempSync(join(tmpdir(), 'sprk-cloud-'));
  const [publicPort, internal, matcher, cruncher] = await Promise.all([1, 2, 3, 4].map(() => freePort()));
  const emulatorPort = new URL(process.env.AWS_ENDPOINT_URL ?? 'http://localhost:4566').port;
  const env = {
    ...process.env,
    SPRK_CLOUD_DIR: folder,
    SPRK_PORT: publicPort,
    SPRK_INTERNAL_PORT: internal,
    SPRK_MATCHER_PORT: matcher,
    SPRK_CRUNCHER_PORT: cruncher,
  };
  const run: LocalCloud['run'] = async (script, args, more = {}) => {
    const options = { cwd: root, env: { ...env, ...more }, maxBuffer: 64 * 1024 * 1024 };
    return (await promisify(execFile)(process.execPath, [script, ...args], options)).stdout;
  };
  const command: LocalCloud['command'] = (name, ...args) => run('scripts/cloud/main.ts', [name, ...args]);
  return {
    env,
    run,
    command: (name, ...args) =>
      name === 'stop' ? command(name) : command(name, '--port', emulatorPort, ...args),
    bringUp: (stage, ...args) => bringUp(env, stage, ['up', '--port', emulatorPort, ...args]),
    status: async () => JSON.parse(await command('status', '--port', emulatorPort)) as CloudStatus,
    token: async (role, partnerId) =>
      (await command('token', '--role', role, ...(partnerId ? ['--partner', partnerId] : []))).trim(),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function bringUp(env: NodeJS.ProcessEnv, stage: string, args: readonly string[]) {
  const child = spawn(process.execPath, ['scripts/cloud/main.ts', ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const reached = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (line.startsWith(stage)) reached.resolve();
    });
  }
  const done = new Promise<void>((resolve, reject) => {
    child.once('close', (code) => {
      const failure = new Error(`up ended with code ${code}:\n${lines.slice(-20).join('\n')}`);
      if (code === 0) return resolve();
      reached.reject(failure);
      reject(failure);
    });
  });
  return { reached: reached.promise, done };
}
