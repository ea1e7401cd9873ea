import { down } from './down.ts';
import { cloudOptions } from './options.ts';
import { status } from './status.ts';
import { printToken } from './token.ts';
import { up } from './up.ts';

const USAGE = `Usage: npm run cloud:up -- [--profile localstack|localstack+moto|localstack-2026] [--port 4566] [--seed demo|none]
       npm run -s cloud:status
       npm run -s cloud:token -- --role supplier|recipient|operator [--partner ID]
       npm run cloud:down`;

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
