import { down } from './down.ts';
import { emulatedAws } from './emulated-aws.ts';
import { cloudOptions } from './options.ts';
import { plan } from './plan.ts';
import { stopServices } from './services.ts';
import { startAll } from './start-all.ts';
import { status } from './status.ts';
import { printToken } from './token.ts';
import { up } from './up.ts';

const USAGE = `Usage: npm run cloud:up -- [--profile localstack|localstack+moto|localstack-2026] [--port 4566] [--seed demo|none]
       npm run -s cloud:status
       npm run -s cloud:token -- --role supplier|recipient|operator [--partner ID]
       npm run cloud:plan     says for each stack whether Terraform would change anything
       npm run cloud:stop     ends the three services, and leaves what Terraform made
       npm run cloud:start    starts those that do not run, as after a crash
       npm run cloud:down     ends the services, destroys everything, ends the emulator [--keep-emulator]`;

// `npm run cloud:…`: the whole system on AWS as this machine can have it.
try {
  const [command, ...rest] = process.argv.slice(2);
  switch (command) {
    case 'up':
      await up(cloudOptions(rest, process.env), process.env);
      break;
    case 'status':
      await status(cloudOptions(rest, process.env));
      break;
    case 'plan':
      await plan(await emulatedAws(cloudOptions(rest, process.env)));
      break;
    case 'start':
      await startAll(await emulatedAws(cloudOptions(rest, process.env)), process.env);
      break;
    case 'stop':
      await stopServices();
      break;
    case 'token':
      await printToken(rest);
      break;
    case 'down':
      await down(cloudOptions(rest, process.env));
      break;
    default:
      throw new Error(USAGE);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
