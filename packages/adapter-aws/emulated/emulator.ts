import { type AwsClients, createAwsClients } from '../src/clients.ts';

const REGION = 'eu-central-1';

/** Clients of the emulator at AWS_ENDPOINT_URL, by default on its usual port here. */
export function emulatorClients(): AwsClients {
  const { env } = process;
  env.AWS_ACCESS_KEY_ID ??= 'test';
  env.AWS_SECRET_ACCESS_KEY ??= 'test';
  return createAwsClients({ region: REGION, endpoint: env.AWS_ENDPOINT_URL ?? 'http://127.0.0.1:4566' });
}
