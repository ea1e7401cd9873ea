import { join } from 'node:path';
import { openSqlitePorts } from '@sprk/adapter-sqlite';
import { createLogger, createMetrics, openSecrets, runService, systemClock, uuidIds } from '@sprk/platform';
import { backendConfig } from './config.ts';
import { startBackend } from './start-backend.ts';

const log = createLogger({ level: 'info', name: 'backend' });

await runService({
  name: 'backend',
  log,
  async start() {
    const config = backendConfig(process.env);
    log.level = config.logLevel;
    const metrics = createMetrics({ serviceName: 'backend' });
    const secrets = openSecrets(config.dataDir);
    const ports = await openSqlitePorts({ file: join(config.dataDir, 'sprk.db'), clock: systemClock });
    const backend = await startBackend(config, {
      ports,
      clock: systemClock,
      ids: uuidIds,
      log,
      metrics,
      secrets,
    });
    process.stdout.write(`${backend.url}\n`);
    return {
      async [Symbol.asyncDispose]() {
        await backend[Symbol.asyncDispose]();
        await ports[Symbol.asyncDispose]();
        await metrics.shutdown();
      },
    };
  },
});
