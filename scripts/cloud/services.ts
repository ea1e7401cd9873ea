import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess, isStill, startDetached } from '../emulator/processes.ts';
import { fromRoot } from '../shared/from-root.ts';
import { CLOUD_FOLDER, cloudFiles } from './cloud-folder.ts';
import type { ServicePorts } from './service-environment.ts';

export const SERVICES = ['backend', 'matcher', 'cruncher'] as const;
export type ServiceName = (typeof SERVICES)[number];

export interface RunningService {
  readonly name: ServiceName;
  readonly pid: number;
}
export interface RunningServices {
  readonly ports: ServicePorts;
  readonly services: readonly RunningService[];
}

const READY_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 200;

/** What of the three is running; ports are those that were used last. */
export function runningServices(): RunningServices | undefined {
  let text: string;
  try {
    text = readFileSync(cloudFiles.processes, 'utf8');
  } catch {
    // Nothing was started.
    return undefined;
  }
  const { ports, services } = JSON.parse(text) as RunningServices;
  return { ports, services: services.filter(({ name, pid }) => isStill(pid, mainOf(name))) };
}

/** Starts those of the three that do not run, each as a process of its own, and waits until all are ready. */
export async function startServices(
  ports: ServicePorts,
  environmentOf: (name: ServiceName) => NodeJS.ProcessEnv,
): Promise<void> {
  const running = [...(runningServices()?.services ?? [])];
  for (const name of SERVICES) {
    if (running.some((service) => service.name === name)) continue;
    const pid = await startDetached({
      command: process.execPath,
      args: [mainOf(name)],
      env: environmentOf(name),
      logFile: cloudFiles.log(name),
    });
    running.push({ name, pid });
    remember({ ports, services: running });
  }
  for (const service of running) await ready(service, ports);
}

/** Ends those that run, the backend last, because the others finish their work over it. */
export async function stopServices(): Promise<void> {
  const running = runningServices()?.services ?? [];
  for (const { name, pid } of [...running].reverse()) {
    console.log(`${name}: stopping`);
    await endProcess(pid);
  }
  rmSync(cloudFiles.processes, { force: true });
}

function mainOf(name: ServiceName): string {
  return fromRoot(`apps/${name}/src/main.ts`);
}

function remember(running: RunningServices): void {
  mkdirSync(CLOUD_FOLDER, { recursive: true });
  writeFileSync(cloudFiles.processes, `${JSON.stringify(running, undefined, 2)}\n`);
}

async function ready({ name, pid }: RunningService, ports: ServicePorts): Promise<void> {
  const port = { backend: ports.internal, matcher: ports.matcher, cruncher: ports.cruncher }[name];
  const deadlineMs = Date.now() + READY_WITHIN_MS;
  while (!(await answers(`http://127.0.0.1:${port}/readyz`))) {
    if (!isStill(pid, mainOf(name))) throw new Error(`${name} ended: ${lastLine(cloudFiles.log(name))}`);
    if (Date.now() > deadlineMs) throw new Error(`${name} is not ready. Its log: ${cloudFiles.log(name)}`);
    await sleep(LOOK_AGAIN_MS);
  }
  console.log(`${name}: ready`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    // Not listening yet.
    return false;
  }
}

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
}
