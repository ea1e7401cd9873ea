import { endpointVariables } from './endpoints.ts';
import { motoPort } from './options.ts';
import { runningEmulator } from './running.ts';
import { readParts, stateFile } from './state-file.ts';

/** Prints one JSON object. @returns the exit code: 1 when nothing runs. */
export async function status(cache: string, port: number): Promise<number> {
  const running = await runningEmulator(port);
  const environment = endpointVariables(port, running?.hasMoto ? motoPort(port) : undefined);
  const parts = readParts(stateFile(cache, port));
  const report = {
    endpoint: environment.AWS_ENDPOINT_URL,
    profile: running?.profile ?? null,
    services: running?.health.services ?? {},
    // Null: a container, or not started by this command.
    pid: pidOf(parts, 'localstack'),
    motoPid: pidOf(parts, 'moto'),
    environment,
  };
  console.log(JSON.stringify(report, undefined, 2));
  return running ? 0 : 1;
}

function pidOf(parts: ReturnType<typeof readParts>, name: string): number | null {
  const part = parts.find((found) => found.name === name);
  return part && 'pid' in part ? part.pid : null;
}
