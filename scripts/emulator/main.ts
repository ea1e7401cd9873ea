import { cacheFolder } from './cache-folder.ts';
import { parseOptions } from './options.ts';
import { probe } from './probe.ts';
import { runningEmulator } from './running.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';

// `npm run localstack -- [start|stop|status|probe] [--profile …] [--port …]`: AWS on this machine.
try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function run(): Promise<number> {
  const { command, profile, port } = parseOptions(process.argv.slice(2));
  const cache = cacheFolder(process.env);
  switch (command) {
    case 'start':
      await start(cache, profile, port);
      return await sayWhatRuns(port);
    case 'stop':
      await stop(cache, port);
      return 0;
    case 'status':
      return await status(cache, port);
    case 'probe':
      return await probe(port);
  }
}

async function sayWhatRuns(port: number): Promise<number> {
  const running = await runningEmulator(port);
  console.log(`LocalStack ${running?.health.version}, profile ${running?.profile}: http://localhost:${port}`);
  return 0;
}
