import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { AppError } from '@sprk/core/shared/errors';
import { describe, expect, it } from 'vitest';
import { memoryLogger } from './_util.ts';
import { ConfigError } from './config-error.ts';
import { type Host, runService } from './lifecycle.ts';
import { startupProblem } from './startup-problem.ts';

function aHost() {
  const signals = new EventEmitter();
  const printed: string[] = [];
  const exits: number[] = [];
  const host: Host = {
    on: (event, listener) => signals.on(event, listener),
    off: (event, listener) => signals.off(event, listener),
    exit: (code) => exits.push(code),
    exitCode: undefined,
    stderr: { write: (text) => printed.push(text) },
  };
  const listeners = () => signals.listenerCount('SIGTERM') + signals.listenerCount('SIGINT');
  return { host, signals, printed, exits, listeners };
}

const { log } = memoryLogger();

describe('runService', () => {
  it('aborts, drains and releases at SIGTERM, and leaves the exit to the empty loop', async () => {
    const { host, signals, exits, listeners } = aHost();
    const steps: string[] = [];
    const started = Promise.withResolvers<void>();
    const start = async (signal: AbortSignal) => {
      signal.addEventListener('abort', () => steps.push('aborted'));
      started.resolve();
      return { [Symbol.asyncDispose]: async () => void steps.push('disposed') };
    };

    const running = runService({ name: 'backend', log, host, start });
    await started.promise;
    expect(listeners()).toBe(2);
    signals.emit('SIGTERM');
    await running;

    expect(steps).toEqual(['aborted', 'disposed']);
    expect(host.exitCode).toBeUndefined();
    expect(exits).toEqual([]);
    expect(listeners()).toBe(0);
  });

  it.each([
    ['at a second signal', 10_000, true],
    ['when draining takes too long', 20, false],
  ])('ends by force %s', async (_, drainMs, isSecond) => {
    const { host, signals, exits } = aHost();
    const ended = Promise.withResolvers<void>();
    const start = async () => ({ [Symbol.asyncDispose]: () => ended.promise });

    const running = runService({ name: 'backend', log, host, start, drainMs });
    await new Promise((resolve) => setImmediate(resolve));
    signals.emit('SIGINT');
    if (isSecond) signals.emit('SIGINT');
    else await new Promise((resolve) => setTimeout(resolve, 50));

    expect(exits).toEqual([1]);
    expect(host.exitCode).toBe(1);
    ended.resolve();
    await running;
  });

  it('prints one line and no stack when the start fails', async () => {
    const { host, printed, listeners } = aHost();
    const start = async () => {
      throw new Error('the data folder\n is odd');
    };

    await runService({ name: 'backend', log, host, start });

    expect(printed).toEqual(['Cannot start: the data folder is odd\n']);
    expect(host.exitCode).toBe(1);
    expect(listeners()).toBe(0);
  });

  it('is silent when the start was interrupted on purpose', async () => {
    const { host, printed, signals } = aHost();
    const start = async (signal: AbortSignal): Promise<AsyncDisposable> => {
      await once(signal, 'abort');
      throw signal.reason;
    };

    const running = runService({ name: 'backend', log, host, start });
    signals.emit('SIGTERM');
    await running;

    expect(printed).toEqual([]);
  });

  it('sets the exit code when the release fails', async () => {
    const { host, signals } = aHost();
    const start = async () => ({ [Symbol.asyncDispose]: () => Promise.reject(new Error('flush failed')) });

    const running = runService({ name: 'backend', log, host, start });
    await new Promise((resolve) => setImmediate(resolve));
    signals.emit('SIGTERM');
    await running;

    expect(host.exitCode).toBe(1);
  });
});

describe('startupProblem', () => {
  it('names each problem of the settings on a line of its own', () => {
    expect(startupProblem(new ConfigError(['SPRK_A is missing', 'SPRK_B must be a number']))).toBe(
      'SPRK_A is missing\nSPRK_B must be a number',
    );
  });

  it('says what to do for what happens on real machines', async () => {
    const first = createServer().listen(0, '127.0.0.1');
    await once(first, 'listening');
    const { port } = first.address() as { port: number };
    const [error] = await once(createServer().listen(port, '127.0.0.1'), 'error').catch((thrown) => [thrown]);
    first.close();
    const system = (code: string, more = {}) =>
      startupProblem(Object.assign(new Error(code), { code, ...more }));

    expect(startupProblem(error)).toBe(`port ${port} is in use: stop the other process or set SPRK_PORT`);
    expect(system('EACCES', { port: 80 })).toBe('port 80 needs more rights: set SPRK_PORT to 1024 or more');
    expect(system('EACCES', { path: '/data' })).toMatch(/^no access to \/data: /);
    expect(system('ENOSPC')).toMatch(/make room/);
    expect(system('EROFS')).toMatch(/read-only/);
    expect(system('EADDRNOTAVAIL')).toMatch(/host setting/);
    expect(
      startupProblem(new AppError('unavailable', { detail: 'The queue is not there: create it.' })),
    ).toBe('The queue is not there: create it.');
    expect(startupProblem('text')).toBe('Cannot start: text');
  });
});

describe('a real process', () => {
  const script = `
    import { createServer } from 'node:net';
    import { runService } from ${JSON.stringify(join(import.meta.dirname, 'lifecycle.ts'))};
    import { createLogger } from ${JSON.stringify(join(import.meta.dirname, 'logger.ts'))};
    await runService({ name: 'demo', log: createLogger({ name: 'demo', level: 'silent' }), start: async () => {
      const server = createServer();
      await new Promise((resolve, reject) => server.on('error', reject).listen(Number(process.argv[1]), '127.0.0.1', resolve));
      console.log('ready ' + server.address().port);
      return { [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => { console.log('closed'); resolve(); })) };
    } });`;

  async function run(port: string) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, port]);
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => {
      output.stdout += chunk;
      if (String(chunk).includes('ready')) child.kill('SIGTERM');
    });
    child.stderr.on('data', (chunk) => {
      output.stderr += chunk;
    });
    const [code] = await once(child, 'close');
    return { code, ...output };
  }

  it('ends by itself with code 0 after SIGTERM', async () => {
    const { code, stdout } = await run('0');

    expect(stdout).toMatch(/^ready \d+\nclosed\n$/);
    expect(code).toBe(0);
  });

  it('ends with code 1 and one line when its port is taken', async () => {
    const first = createServer().listen(0, '127.0.0.1');
    await once(first, 'listening');
    const { port } = first.address() as { port: number };

    const { code, stderr } = await run(String(port));
    first.close();

    expect(stderr).toBe(`port ${port} is in use: stop the other process or set SPRK_PORT\n`);
    expect(code).toBe(1);
  });
});
