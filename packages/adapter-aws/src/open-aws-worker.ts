import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Clock, OutcomeLog } from '@sprk/core';
import { createAwsClients } from './clients.ts';
import { createKernel } from './kernel.ts';
import { type AwsWorkerPorts, openAwsWorkerPorts } from './open-aws-worker-ports.ts';
import { createAwsOutcomeLog } from './outcome-log.ts';
import { resourceNames } from './resource-names.ts';
import { readInternalSecrets } from './secrets.ts';

export interface AwsWorkerOptions {
  readonly environment: string;
  readonly weightsBucket: string;
  readonly clock: Clock;
  /** Told of failures in the background, none of which loses anything. */
  readonly onError: (error: unknown) => void;
}

/** What matcher and cruncher reach by themselves on AWS; for the rest they ask the backend. */
export interface AwsWorker extends AwsWorkerPorts {
  readonly internalSecrets: readonly string[];
  /** For the cruncher, whose role alone may use its table. */
  readonly outcomes: OutcomeLog;
}

/** @throws ConfigError, one line, when the secret cannot be read */
export async function openAwsWorker(options: AwsWorkerOptions): Promise<AwsWorker> {
  const { environment, weightsBucket: bucket, clock, onError } = options;
  const names = resourceNames(environment);
  const secretsManager = new SecretsManagerClient();
  const internalSecrets = await readInternalSecrets(secretsManager, names).finally(() =>
    secretsManager.destroy(),
  );
  const clients = createAwsClients();
  const ports = openAwsWorkerPorts({ clients, names, clock, bucket, onError });
  return {
    ...ports,
    internalSecrets,
    outcomes: createAwsOutcomeLog(createKernel({ clients, names, clock }, onError)),
    [Symbol.dispose]() {
      ports[Symbol.dispose]();
      clients[Symbol.dispose]();
    },
  };
}
