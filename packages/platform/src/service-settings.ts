import { ConfigError } from './config-error.ts';
import { envEnum, envString, envUrl } from './env-fields.ts';
import { LOG_LEVELS, type LogLevel } from './logger.ts';
import type { EnvValues } from './read-env.ts';
import { openSecrets } from './secrets-file.ts';
import { STORE_ENV } from './store-settings.ts';

/** What every service beside the backend is told. */
export type ServiceSettings = {
  /** Internal listener of the backend. */
  readonly backendUrl: string;
  /** One or two `whsec_` secrets, the new one first. */
  readonly internalSecrets: readonly string[];
  readonly host: string;
  readonly logLevel: LogLevel;
};

export const SERVICE_ENV = {
  ...STORE_ENV,
  SPRK_BACKEND_URL: envUrl({ about: 'Internal listener of the backend' }),
  SPRK_INTERNAL_SECRET: envString({
    about: 'One or two whsec_ secrets between the services, separated by a blank, the new one first',
    pattern: /^whsec_\S+( +whsec_\S+)?$/,
    expects: 'one or two whsec_ secrets separated by a blank',
    optional: true,
    secret: true,
  }),
  SPRK_DATA_DIR: envString({ about: 'Folder of the secrets file, instead of the secret', optional: true }),
  SPRK_HOST: envString({ about: 'Address to listen on', default: '127.0.0.1' }),
  SPRK_LOG_LEVEL: envEnum(LOG_LEVELS, { about: 'Least severe level that is logged', default: 'info' }),
} as const;

/** @throws ConfigError when the secret is neither given nor to be found */
export function toServiceSettings(values: EnvValues<typeof SERVICE_ENV>): ServiceSettings {
  return {
    backendUrl: values.SPRK_BACKEND_URL,
    internalSecrets: secretsOf(values),
    host: values.SPRK_HOST,
    logLevel: values.SPRK_LOG_LEVEL,
  };
}

function secretsOf(values: EnvValues<typeof SERVICE_ENV>): readonly string[] {
  const { SPRK_INTERNAL_SECRET: secret, SPRK_DATA_DIR: dataDir, SPRK_STORE: store } = values;
  if (secret !== undefined) return secret.split(/ +/);
  // There they are in Secrets Manager, which the program asks when it starts.
  if (store === 'aws') return [];
  if (dataDir !== undefined) return openSecrets(dataDir).internalWebhookSecrets;
  throw new ConfigError(['Set SPRK_INTERNAL_SECRET, or SPRK_DATA_DIR to read it from the secrets file']);
}
