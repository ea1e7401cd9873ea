import { parentPort, workerData } from 'node:worker_threads';
import { startupProblem } from '@sprk/platform';
import type { CruncherConfig } from './config.ts';
import { startCruncher } from './start-cruncher.ts';

/*
 * The cruncher in a worker thread: `workerData` is `{ config }`. Posts `{ kind: 'ready', url }` or
 * `{ kind: 'failed', message }`; at the message 'stop' it drains, and the thread ends by itself.
 */
const { config } = workerData as { readonly config: CruncherConfig };

try {
  const cruncher = await startCruncher(config);
  const stop = Promise.withResolvers<void>();
  parentPort?.on('message', (message) => {
    if (message === 'stop') stop.resolve();
  });
  parentPort?.postMessage({ kind: 'ready', url: cruncher.url });
  await stop.promise;
  await cruncher[Symbol.asyncDispose]();
} catch (error) {
  parentPort?.postMessage({ kind: 'failed', message: startupProblem(error) });
} finally {
  parentPort?.close();
}
