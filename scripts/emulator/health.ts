import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const ANSWER_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 200;

export interface Health {
  readonly version: string;
  readonly edition: string;
  readonly services: Readonly<Record<string, string>>;
}

/** LocalStack's word on itself; undefined where none answers. */
export async function localStackHealth(port: number): Promise<Health | undefined> {
  const health = (await getJson(`http://127.0.0.1:${port}/_localstack/health`)) as
    | Partial<Health>
    | undefined;
  return health?.services ? (health as Health) : undefined;
}

export async function isMoto(port: number): Promise<boolean> {
  return (await getJson(`http://127.0.0.1:${port}/moto-api/config`)) !== undefined;
}

/** @throws Error where a program that is neither listens on the port. */
export async function assertFree(port: number): Promise<void> {
  if (await somethingListens(port)) {
    throw new Error(`Port ${port} is used by another program: end it, or choose another by --port.`);
  }
}

/** Waits until `isReady`; stops waiting when the program has ended. */
export async function waitUntil(
  isReady: () => Promise<boolean>,
  hasEnded: () => boolean,
  patienceMs: number,
): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline && !hasEnded()) {
    if (await isReady()) return true;
    await sleep(LOOK_EVERY_MS);
  }
  return false;
}

async function getJson(url: string): Promise<unknown> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return response.ok ? await response.json() : undefined;
  } catch {
    // Nothing listens, or something that speaks otherwise.
    return undefined;
  }
}

function somethingListens(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      answer(true);
    });
    socket.once('error', () => answer(false));
  });
}
