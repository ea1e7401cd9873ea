import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createAwsClients, openAwsPorts, readSecrets, resourceNames } from '@sprk/adapter-aws';
import type { Ports } from '@sprk/core';
import { type Logger, type Secrets, type StoreSettings, systemClock } from '@sprk/platform';

export interface AwsStore extends AsyncDisposable {
  readonly ports: Ports;
  readonly secrets: Secrets;
}

/** Tables, queues, bus, bucket and secrets of an environment. @throws ConfigError, one line, about a secret */
export async function openAwsStore(
  { environment, weightsBucket }: Extract<StoreSettings, { kind: 'aws' }>,
  log: Logger,
): Promise<AwsStore> {
  const names = resourceNames(environment);
  const secretsManager = new SecretsManagerClient();
  const secrets = await readSecrets(secretsManager, names).finally(() => secretsManager.destroy());
  const clients = createAwsClients();
  const ports = openAwsPorts({
    clients,
    names,
    clock: systemClock,
    bucket: weightsBucket,
    onError: (error) => log.warn({ err: error }, 'a call to AWS failed'),
  });
  return {
    ports,
    secrets,
    async [Symbol.asyncDispose]() {
      await ports[Symbol.asyncDispose]();
      clients[Symbol.dispose]();
    },
  };
}
