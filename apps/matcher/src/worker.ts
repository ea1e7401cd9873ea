import { parentPort, workerData } from 'node:worker_threads';
import { startupProblem } from '@sprk/platform';
import type { MatcherConfig } from './config.ts';
import { startMatcher } from './start-matcher.ts';

/*
 * The matcher in a worker thread: `workerData` is `{ config }`. Posts `{ kind: 'ready', url }` or
 * `{ kind: 'failed', message }`; at the message 'stop' it drains, and the thread ends by itself.
 */
const { config } = workerData as { readonly config: MatcherConfig };

try {
  const matcher = await startMatcher(config);
  const stop = Promise.withResolvers<void>();
  parentPort?.on('message', (message) => {
    if (message === 'stop') stop.resolve();
  });
  parentPort?.postMessage({ kind: 'ready', url: matcher.url });
  await stop.promise;
  await matcher[Symbol.asyncDispose]();
} catch (error) {
  parentPort?.postMessage({ kind: 'failed', message: startupProblem(error) });
} finally {
  parentPort?.close();
}
