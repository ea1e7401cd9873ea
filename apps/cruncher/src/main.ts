import { createLogger, runService, startupProblem } from '@sprk/platform';
import { readCruncherConfig } from './config.ts';
import { startCruncher } from './start-cruncher.ts';

try {
  const config = readCruncherConfig(process.env);
  const log = createLogger({ level: config.logLevel, name: 'cruncher' });
  await runService({
    name: 'cruncher',
    log,
    async start() {
      const cruncher = await startCruncher(config, { log });
      process.stdout.write(`${cruncher.url}\n`);
      return cruncher;
    },
  });
} catch (error) {
  process.stderr.write(`${startupProblem(error)}\n`);
  process.exitCode = 1;
}
