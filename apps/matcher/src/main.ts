import { openWorkerFor } from '@sprk/adapter-aws/open-worker-for';
import { createLogger, runService, startupProblem, systemClock } from '@sprk/platform';
import { readMatcherConfig } from './config.ts';
import { connectOnAws } from './matcher-ports.ts';
import { startMatcher } from './start-matcher.ts';

try {
  const { store, ...settings } = readMatcherConfig(process.env);
  const log = createLogger({ level: settings.logLevel, name: 'matcher' });
  await runService({
    name: 'matcher',
    log,
    async start() {
      await using started = new AsyncDisposableStack();
      const onError = (error: unknown) => log.warn({ err: error }, 'a call to AWS failed');
      const worker = started.use(await openWorkerFor(store, { clock: systemClock, onError }));
      const config = worker ? { ...settings, internalSecrets: worker.internalSecrets } : settings;
      const deps = worker ? { log, connect: connectOnAws(worker) } : { log };
      const matcher = started.use(await startMatcher(config, deps));
      process.stdout.write(`${matcher.url}\n`);
      return started.move();
    },
  });
} catch (error) {
  process.stderr.write(`${startupProblem(error)}\n`);
  process.exitCode = 1;
}
