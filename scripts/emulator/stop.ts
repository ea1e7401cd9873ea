import { stopContainer } from './localstack-docker.ts';
import { endProcess } from './processes.ts';
import { forgetParts, readParts, stateFile } from './state-file.ts';

/** Ends what `start` started on the port, and nothing else. */
export async function stop(cache: string, port: number): Promise<void> {
  const file = stateFile(cache, port);
  const parts = readParts(file);
  for (const part of parts) {
    if ('pid' in part) await endProcess(part.pid);
    else stopContainer(part.container);
    console.log(`${part.name}: ended.`);
  }
  if (parts.length === 0) console.log(`Nothing that was started here runs on port ${port}.`);
  forgetParts(file);
}
