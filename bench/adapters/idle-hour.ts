import { setTimeout as sleep } from 'node:timers/promises';
import { type AwsClients, openAwsPorts, openAwsWorkerPorts } from '@sprk/adapter-aws';
import { createKernel } from '@sprk/adapter-aws/kernel';
import { createAwsOutcomeLog } from '@sprk/adapter-aws/outcome-log';
import { BACKEND_ENV, startBackend, toBackendConfig } from '@sprk/backend';
import { startCruncher } from '@sprk/cruncher';
import { connectOnAws as cruncherOnAws } from '@sprk/cruncher/cruncher-ports';
import { startMatcher } from '@sprk/matcher';
import { connectOnAws as matcherOnAws } from '@sprk/matcher/matcher-ports';
import { createLogger, createMetrics, readEnv, systemClock, uuidIds } from '@sprk/platform';
import { createResources, type Resources } from '../../packages/adapter-aws/emulated/create-resources.ts';
import { emulatorClients } from '../../packages/adapter-aws/emulated/emulator.ts';
import { testSecrets } from '../../tests/harness/test-secrets.ts';
import { Meter } from './meter.ts';
import { NOTHING, scaled, type Tally } from './tally.ts';

const WARM_UP_MS = 15_000;
const MEASURED_MS = 60_000;
const HOUR_MS = 3_600_000;
const ENV = { SPRK_PORT: '0', SPRK_INTERNAL_PORT: '0', SPRK_LOG_LEVEL: 'error' };

/** What each pod asks of AWS in an hour in which nothing happens: measured for a minute, on the system clock. */
export async function measureIdleHour(): Promise<ReadonlyMap<string, Tally>> {
  await using stack = new AsyncDisposableStack();
  const resources = stack.use(await createResources(stack.use(emulatorClients())));
  const meters = new Map<string, Meter>();
  const pod = (name: string) => {
    const meter = new Meter({ otherwise: name });
    meters.set(name, meter);
    const clients = stack.use(emulatorClients());
    meter.watch(clients, resources.names);
    return optionsOf(clients, resources);
  };
  const first = await startPod(stack, pod('backend that relays, asked by a matcher'));
  await startPod(stack, pod('backend that does not relay'));
  const service = {
    backendUrl: first.internalUrl,
    internalSecrets: testSecrets.internalWebhookSecrets,
    host: '127.0.0.1',
    logLevel: 'error' as const,
    port: 0,
  };
  const matcher = stack.use(openAwsWorkerPorts(pod('matcher')));
  stack.use(await startMatcher(service, { connect: matcherOnAws(matcher) }));
  const options = pod('cruncher');
  const outcomes = createAwsOutcomeLog(createKernel(options, options.onError));
  const cruncher = { ...stack.use(openAwsWorkerPorts(options)), outcomes, internalSecrets: [] };
  stack.use(await startCruncher({ ...service, matcherUrls: [] }, { connect: cruncherOnAws(cruncher) }));

  await sleep(WARM_UP_MS);
  for (const meter of meters.values()) meter.reset();
  await sleep(MEASURED_MS);
  return new Map(
    [...meters].map(([name, meter]) => {
      return [name, scaled(meter.tallies().get(name) ?? NOTHING, HOUR_MS / MEASURED_MS)];
    }),
  );
}

type Options = ReturnType<typeof optionsOf>;

function optionsOf(clients: AwsClients, { names, bucket }: Resources) {
  return { clients, names, bucket, clock: systemClock, onError: () => undefined };
}

async function startPod(stack: AsyncDisposableStack, options: Options) {
  const ports = stack.use(openAwsPorts(options));
  const metrics = createMetrics({ serviceName: 'bench' });
  stack.defer(() => metrics.shutdown());
  const log = createLogger({ level: 'error', name: 'bench' });
  const config = toBackendConfig(readEnv(BACKEND_ENV, ENV), { devLogin: true });
  const parts = { ports, clock: systemClock, ids: uuidIds, log, metrics, secrets: testSecrets };
  return stack.use(await startBackend(config, parts));
}
