import { Worker } from 'node:worker_threads';
import type { Logger } from '@sprk/platform';

export interface SupervisedWorker extends AsyncDisposable {
  /** Where the service listens. */
  readonly url: string;
}
export interface WorkerSpec {
  readonly name: string;
  readonly log: Logger;
  readonly script: URL;
  /** Its own listener's port is kept over restarts, so that its URL stays true. */
  readonly config: { readonly port: number } & Readonly<Record<string, unknown>>;
}

type Word =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'failed'; readonly message: string };

const RESTART_MS = 500;

/** Runs a service in a thread of its own; one that dies is started again. @throws Error when it cannot start at all */
export async function superviseWorker(spec: WorkerSpec): Promise<SupervisedWorker> {
  let stopping = false;
  let current = await startWorker(spec, spec.config.port);
  const { url } = current;
  const port = Number(new URL(url).port);
  const ended = supervise();

  async function supervise(): Promise<void> {
    while (!stopping) {
      await current.exited;
      if (stopping) return;
      spec.log.error({ worker: spec.name }, 'worker died and is started again');
      await new Promise((resolve) => setTimeout(resolve, RESTART_MS));
      current = await startWorker(spec, port).catch((error: unknown) => {
        spec.log.error({ worker: spec.name, err: error }, 'worker could not be started');
        return { ...current, exited: Promise.resolve() };
      });
    }
  }

  return {
    url,
    async [Symbol.asyncDispose]() {
      stopping = true;
      current.worker.postMessage('stop');
      await ended;
    },
  };
}

interface Started {
  readonly worker: Worker;
  readonly url: string;
  readonly exited: Promise<void>;
}

async function startWorker({ name, script, config }: WorkerSpec, port: number): Promise<Started> {
  const worker = new Worker(script, { name, workerData: { config: { ...config, port } } });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  // An uncaught error ends the thread; the supervisor sees that by the exit.
  worker.on('error', () => undefined);
  const word = await new Promise<Word>((resolve) => {
    worker.once('message', resolve);
    void exited.then(() => resolve({ kind: 'failed', message: `The ${name} ended while it started.` }));
  });
  if (word.kind === 'failed') throw new Error(word.message);
  return { worker, url: word.url, exited };
}
