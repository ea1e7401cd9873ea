import { createLogger, runService, startupProblem } from '@sprk/platform';
import { readCruncherConfig } from './config.ts';
import { openHost } from './open-host.ts';
import { startCruncher } from './start-cruncher.ts';

try {
  const config = readCruncherConfig(process.env);
  const log = createLogger({ level: config.logLevel, name: 'cruncher' });
  await runService({
    name: 'cruncher',
    log,
    async start() {
      await using started = new AsyncDisposableStack();
      const host = started.use(await openHost(config, log));
      const cruncher = started.use(await startCruncher({ ...config, ...host.config }, { log, ...host.deps }));
      process.stdout.write(`${cruncher.url}\n`);
      return started.move();
    },
  });
} catch (error) {
  process.stderr.write(`${startupProblem(error)}\n`);
  process.exitCode = 1;
}
