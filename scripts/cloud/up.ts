import { cacheFolder } from '../emulator/cache-folder.ts';
import { start } from '../emulator/start.ts';
import { findTerraform } from '../terraform/find-terraform.ts';
import { bootstrap } from './bootstrap.ts';
import { emulatedAws } from './emulated-aws.ts';
import type { CloudOptions } from './options.ts';
import { seedDemoCity } from './seed-demo-city.ts';
import { stackContext } from './stack-context.ts';
import { applyStack, STACKS } from './stacks.ts';
import { startAll } from './start-all.ts';
import { openTokenIssuer } from './token-issuer.ts';

/** Everything from nothing: emulator, resources, the three services, a city. Safe to run again at any time. */
export async function up(options: CloudOptions, env: NodeJS.ProcessEnv): Promise<void> {
  // Missing tools are named before anything is started.
  findTerraform(env.PATH ?? '');
  await start(cacheFolder(env), options.profile, options.port);
  const aws = await emulatedAws(options);
  const context = stackContext(aws, options.profile);
  bootstrap(context);
  for (const stack of STACKS) await applyStack(stack, context);

  const ports = await startAll(aws, env);
  const backendUrl = `http://127.0.0.1:${ports.public}`;
  if (options.seed === 'demo') {
    await seedDemoCity(backendUrl, await openTokenIssuer().issue({ role: 'operator' }));
  }
  console.log(`AWS (${options.profile}): ${aws.endpoint}`);
  console.log(`backend: ${backendUrl} (API: ${backendUrl}/docs)`);
  console.log('A token: npm run -s cloud:token -- --role operator');
}
