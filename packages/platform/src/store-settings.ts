import { ConfigError } from './config-error.ts';
import { envEnum, envString } from './env-fields.ts';
import type { EnvValues } from './read-env.ts';

/** Where state, queues and secrets are kept. */
export type StoreSettings =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'aws'; readonly environment: string; readonly weightsBucket: string };

export const STORE_ENV = {
  SPRK_STORE: envEnum(['embedded', 'aws'], {
    default: 'embedded',
    about: 'where state and queues are: in a file of this machine, or on AWS',
  }),
  SPRK_ENVIRONMENT: envString({
    default: 'local',
    pattern: /^[a-z][a-z0-9-]{0,30}$/,
    expects: 'a short lower-case name such as dev or prod',
    about: 'environment on AWS: all resources are called after it',
  }),
  SPRK_WEIGHTS_BUCKET: envString({ optional: true, about: 'bucket of the weight registry on AWS' }),
} as const;

/** @throws ConfigError when AWS is asked for and the bucket is not named */
export function toStoreSettings(values: EnvValues<typeof STORE_ENV>): StoreSettings {
  if (values.SPRK_STORE === 'embedded') return { kind: 'embedded' };
  if (values.SPRK_WEIGHTS_BUCKET === undefined) {
    throw new ConfigError([
      'SPRK_WEIGHTS_BUCKET must name the bucket of the weights with SPRK_STORE=aws (an output of the messaging-data stack)',
    ]);
  }
  return {
    kind: 'aws',
    environment: values.SPRK_ENVIRONMENT,
    weightsBucket: values.SPRK_WEIGHTS_BUCKET,
  };
}
