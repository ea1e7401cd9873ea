import { openWorkerFor } from '@sprk/adapter-aws/open-worker-for';
import { createLogger, runService, startupProblem, systemClock } from '@sprk/platform';
import { readCruncherConfig } from './config.ts';
import { connectOnAws } from './cruncher-ports.ts';
import { startCruncher } from './start-cruncher.ts';

try {
  const { store, ...settings } = readCruncherConfig(process.env);
  const log = createLogger({ level: settings.logLevel, name: 'cruncher' });
  await runService({
    name: 'cruncher',
    log,
    async start() {
      await using started = new AsyncDisposableStack();
      const onError = (error: unknown) => log.warn({ err: error }, 'a call to AWS failed');
      const worker = started.use(await openWorkerFor(store, { clock: systemClock, onError }));
      const config = worker ? { ...settings, internalSecrets: worker.internalSecrets } : settings;
      const deps = worker ? { log, connect: connectOnAws(worker) } : { log };
      const cruncher = started.use(await startCruncher(config, deps));
      process.stdout.write(`${cruncher.url}\n`);
      return started.move();
    },
  });
} catch (error) {
  process.stderr.write(`${startupProblem(error)}\n`);
  process.exitCode = 1;
}
