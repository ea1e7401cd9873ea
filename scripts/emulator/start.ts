import { join } from 'node:path';
import { assertFree, isMoto, localStackHealth, waitUntil } from './health.ts';
import { hasDocker, isContainerRunning, startLocalStackContainer } from './localstack-docker.ts';
import { startLocalStackProcess } from './localstack-process.ts';
import { startMoto } from './moto.ts';
import { motoPort, type Profile } from './options.ts';
import { isStill } from './processes.ts';
import { addPart, type Part, stateFile } from './state-file.ts';
import { withLock } from './with-lock.ts';

const READY_WITHIN_MS = 90_000;

/** Starts what of the profile does not run yet, and waits until it answers. */
export async function start(cache: string, profile: Profile, port: number): Promise<void> {
  const token = profile === 'localstack-2026' ? licence(process.env) : undefined;
  await withLock(`${stateFile(cache, port)}.lock`, async () => {
    if (!(await localStackHealth(port))) await startLocalStack(cache, port, token);
    if (profile === 'localstack+moto' && !(await isMoto(motoPort(port)))) await startMotoBeside(cache, port);
  });
}

async function startLocalStack(cache: string, port: number, token: string | undefined): Promise<void> {
  await assertFree(port);
  const logFile = join(cache, 'logs', `localstack-${port}.log`);
  const part = hasDocker()
    ? await startLocalStackContainer(port, token)
    : await startLocalStackProcess(cache, port, logFile);
  addPart(stateFile(cache, port), part);
  await ready(part, async () => (await localStackHealth(port)) !== undefined, logFile);
}

async function startMotoBeside(cache: string, port: number): Promise<void> {
  await assertFree(motoPort(port));
  const logFile = join(cache, 'logs', `moto-${motoPort(port)}.log`);
  const part = await startMoto(cache, motoPort(port), logFile);
  addPart(stateFile(cache, port), part);
  await ready(part, () => isMoto(motoPort(port)), logFile);
}

async function ready(part: Part, isReady: () => Promise<boolean>, logFile: string): Promise<void> {
  const hasEnded = () => !isRunning(part);
  if (await waitUntil(isReady, hasEnded, READY_WITHIN_MS)) return;
  const log = 'pid' in part ? logFile : `docker logs ${part.container}`;
  throw new Error(`${part.name} ${hasEnded() ? 'ended at once' : 'does not answer'}. Its log: ${log}`);
}

function isRunning(part: Part): boolean {
  return 'pid' in part ? isStill(part.pid, part.marker) : isContainerRunning(part.container);
}

/** @throws Error that says what the images of 2026 need. */
function licence(env: NodeJS.ProcessEnv): string {
  if (!env.LOCALSTACK_AUTH_TOKEN) {
    throw new Error('The profile localstack-2026 needs a token of LocalStack in LOCALSTACK_AUTH_TOKEN.');
  }
  if (!hasDocker()) throw new Error('The profile localstack-2026 needs Docker: no Docker engine answers.');
  return env.LOCALSTACK_AUTH_TOKEN;
}
