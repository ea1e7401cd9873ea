import { installVenv } from './install-venv.ts';
import { startDetached } from './processes.ts';
import type { RunningPart } from './state-file.ts';

const MODULE = 'moto.server';

/** LocalStack's account, so that ARNs of both fit together. */
const ACCOUNT_ID = '000000000000';

/** Moto's server as a plain process, for the services that LocalStack's open edition has not. */
export async function startMoto(cache: string, port: number, logFile: string): Promise<RunningPart> {
  const command = await installVenv(cache, 'moto', 'moto-requirements.txt');
  const args = ['-m', MODULE, '-H', '127.0.0.1', '-p', String(port)];
  const env = { ...process.env, MOTO_ACCOUNT_ID: ACCOUNT_ID };
  const pid = await startDetached({ command, args, env, logFile });
  return { name: 'moto', pid, marker: MODULE };
}
