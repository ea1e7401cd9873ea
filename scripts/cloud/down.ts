import { rmSync } from 'node:fs';
import { cacheFolder } from '../emulator/cache-folder.ts';
import { runningEmulator } from '../emulator/running.ts';
import { stop } from '../emulator/stop.ts';
import { CLOUD_FOLDER } from './cloud-folder.ts';
import { emulatedAws } from './emulated-aws.ts';
import type { CloudOptions } from './options.ts';
import { stopServices } from './services.ts';
import { stackContext } from './stack-context.ts';
import { destroyStack, STACKS } from './stacks.ts';

/** Ends the services, destroys what Terraform made, and ends the emulator if it was started here. */
export async function down({ port, keepEmulator }: CloudOptions): Promise<void> {
  await stopServices();
  const running = await runningEmulator(port);
  if (running) {
    const context = stackContext(await emulatedAws({ port }), running.profile);
    for (const stack of STACKS.toReversed()) await destroyStack(stack, context);
    if (!keepEmulator) await stop(cacheFolder(process.env), port);
  }
  rmSync(CLOUD_FOLDER, { recursive: true, force: true });
}
