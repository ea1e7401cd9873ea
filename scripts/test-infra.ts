import { spawnSync } from 'node:child_process';
import { cacheFolder } from './emulator/cache-folder.ts';
import { start } from './emulator/start.ts';
import { stop } from './emulator/stop.ts';

// `npm run test:infra`: what needs an emulator, on one of its own. First the adapter, then the stacks and the whole system.
const PORT = 4666;
const cache = cacheFolder(process.env);

await start(cache, 'localstack+moto', PORT);
try {
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...['--project', 'infra', '--project', 'emulated', '--project', 'cloud'],
      ...['--reporter=default', '--reporter=json', '--outputFile.json=artefacts/tests-infra.json'],
      ...process.argv.slice(2),
    ],
    {
      stdio: 'inherit',
      env: { ...process.env, AWS_ENDPOINT_URL: `http://localhost:${PORT}`, SPRK_EMULATOR_PORT: String(PORT) },
    },
  );
  process.exitCode = status ?? 1;
} finally {
  await stop(cache, PORT);
}
