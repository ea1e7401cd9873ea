import { createLogger, runService } from '@sprk/platform';
import { standaloneConfig } from './config.ts';
import { startStandalone } from './start-standalone.ts';

await runService({
  name: 'sprk',
  log: createLogger({ level: 'info', name: 'sprk' }),
  async start() {
    const system = await startStandalone(standaloneConfig(process.env));
    process.stdout.write(
      `${system.url}\n` +
        `  API documentation  ${system.url}/docs\n` +
        `  health and metrics ${system.internalUrl}/metrics (matcher ${system.matcherUrl}, cruncher ${system.cruncherUrl})\n`,
    );
    return system;
  },
});
