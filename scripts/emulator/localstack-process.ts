import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fromRoot } from '../shared/from-root.ts';
import { findJavaHome, JAVA_HINT } from './find-java.ts';
import { installDynamoDbLocal } from './install-dynamodb-local.ts';
import { installVenv } from './install-venv.ts';
import { startDetached } from './processes.ts';
import type { RunningPart } from './state-file.ts';

const LAUNCHER = 'scripts/emulator/localstack_on_loopback.py';

/** LocalStack 4.14.0 as a plain process, installed first where it has not been. Needs no root and no Docker. */
export async function startLocalStackProcess(
  cache: string,
  port: number,
  logFile: string,
): Promise<RunningPart> {
  const javaHome = findJavaHome(process.env);
  if (!javaHome) throw new Error(JAVA_HINT);
  const dynamoDb = await installDynamoDbLocal(cache, process.env.PATH ?? '');
  const command = await installVenv(cache, 'localstack', 'localstack-requirements.txt');
  const root = join(cache, 'run', `localstack-${port}`);
  layOut(root, javaHome, dynamoDb);
  const env = { ...process.env, ...localStackEnv(port, root) };
  const pid = await startDetached({ command, args: [fromRoot(LAUNCHER)], env, logFile });
  return { name: 'localstack', pid, marker: LAUNCHER };
}

/** The folders in which LocalStack looks for what it would otherwise download. State of an earlier run goes. */
function layOut(root: string, javaHome: string, dynamoDb: string): void {
  rmSync(root, { recursive: true, force: true });
  const libraries = join(root, 'var/lib/localstack/lib');
  const java = process.platform === 'darwin' ? 'java/21/Contents/Home' : 'java/21';
  link(javaHome, join(libraries, java));
  link(dynamoDb, join(libraries, 'dynamodb-local/2'));
}

function link(target: string, path: string): void {
  if (!existsSync(target)) throw new Error(`${target} is missing: remove its folder and start again.`);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

export function localStackEnv(port: number, root: string): Record<string, string> {
  return {
    GATEWAY_LISTEN: `127.0.0.1:${port}`,
    LOCALSTACK_HOST: `localhost:${port}`,
    // Under this folder instead of /var/lib/localstack, also inside a container of CI.
    FILESYSTEM_ROOT: root,
    OVERRIDE_IN_DOCKER: '0',
    EAGER_SERVICE_LOADING: '0',
    DYNAMODB_IN_MEMORY: '1',
    // No name server, no usage events, no certificate: nothing leaves the machine.
    DNS_ADDRESS: '0',
    DISABLE_EVENTS: '1',
    SKIP_SSL_CERT_DOWNLOAD: '1',
    // Of Twisted, about a module that only clients need.
    PYTHONWARNINGS: 'ignore',
  };
}
