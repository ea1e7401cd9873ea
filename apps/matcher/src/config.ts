import {
  type EnvInput,
  envPort,
  readEnv,
  SERVICE_ENV,
  type ServiceSettings,
  SPRK_NAMES,
  type StoreSettings,
  toServiceSettings,
  toStoreSettings,
} from '@sprk/platform';

export interface MatcherConfig extends ServiceSettings {
  /** 0: any free one. */
  readonly port: number;
}

export const MATCHER_ENV = {
  ...SERVICE_ENV,
  SPRK_MATCHER_PORT: envPort({ about: 'Port for weights, health and metrics', default: 8082 }),
};

/** @throws ConfigError naming all problems at once. */
export function readMatcherConfig(env: EnvInput): MatcherConfig & { readonly store: StoreSettings } {
  const values = readEnv(MATCHER_ENV, env, SPRK_NAMES);
  return { ...toServiceSettings(values), store: toStoreSettings(values), port: values.SPRK_MATCHER_PORT };
}
