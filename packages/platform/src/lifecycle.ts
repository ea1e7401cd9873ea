import type { Logger } from './logger.ts';
import { startupProblem } from './startup-problem.ts';

/** The parts of `process` that a service needs; tests give their own. */
export type Host = {
  on(event: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  off(event: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  exit(code: number): unknown;
  exitCode?: number | string | null | undefined;
  readonly stderr: { write(text: string): unknown };
};

export type ServiceOptions = {
  readonly name: string;
  readonly log: Logger;
  /** Starts everything; what it returns is disposed of at the end. The signal is aborted when stopping begins. */
  readonly start: (signal: AbortSignal) => Promise<AsyncDisposable>;
  /** Time to finish what is in flight, default 25000: below the usual 30 s before SIGKILL. */
  readonly drainMs?: number;
  readonly host?: Host;
};

/**
 * Runs a service until SIGTERM or SIGINT: abort, drain, release, and then the process ends by itself because
 * nothing keeps it alive. Past the deadline, or at a second signal, it is ended with exit code 1.
 * A failed start prints one line for each problem, without a stack, and sets exit code 1.
 */
export async function runService({
  name,
  log,
  start,
  drainMs = 25_000,
  host = process,
}: ServiceOptions): Promise<void> {
  const stopping = new AbortController();
  const stopped = Promise.withResolvers<void>();
  const force = (reason: string) => {
    log.error({ service: name, reason }, 'service ended by force');
    host.exitCode = 1;
    host.exit(1);
  };
  const onSignal = () => {
    if (stopping.signal.aborted) return force('second signal');
    log.info({ service: name }, 'service stopping');
    // Not a reason to stay alive: when everything is released sooner, the process ends sooner.
    setTimeout(() => force('drain deadline passed'), drainMs).unref();
    stopping.abort();
    stopped.resolve();
  };
  const release = () => {
    host.off('SIGTERM', onSignal);
    host.off('SIGINT', onSignal);
  };
  host.on('SIGTERM', onSignal);
  host.on('SIGINT', onSignal);

  let service: AsyncDisposable;
  try {
    service = await start(stopping.signal);
  } catch (error) {
    release();
    host.exitCode = 1;
    // A start that was interrupted on purpose is not a problem to report.
    if (stopping.signal.aborted) return;
    log.debug({ err: error }, 'start failed');
    host.stderr.write(`${startupProblem(error)}\n`);
    return;
  }

  try {
    await stopped.promise;
    await service[Symbol.asyncDispose]();
    log.info({ service: name }, 'service stopped');
  } catch (error) {
    host.exitCode = 1;
    log.error({ err: error, service: name }, 'service failed to stop cleanly');
  } finally {
    // Signal listeners do not keep a process alive; a second signal still has to work until here.
    release();
  }
}
