import { BACKEND_ENV, type BackendConfig, toBackendConfig } from '@sprk/backend';
import { type EnvInput, envEnum, envPort, readEnv, SPRK_NAMES } from '@sprk/platform';

/** The backend's variables, with free ports inside: only the public one has to be known outside. */
export const STANDALONE_ENV = {
  ...BACKEND_ENV,
  SPRK_INTERNAL_PORT: envPort({
    default: 0,
    about: 'port of the internal API, health and metrics; 0: a free one',
  }),
  SPRK_MATCHER_PORT: envPort({ default: 0, about: "port of the matcher's own listener; 0: a free one" }),
  SPRK_CRUNCHER_PORT: envPort({ default: 0, about: "port of the cruncher's own listener; 0: a free one" }),
  SPRK_SEED: envEnum(['demo', 'none'], { default: 'demo', about: 'what an empty store starts with' }),
} as const;

export interface StandaloneConfig {
  readonly backend: BackendConfig;
  readonly matcherPort: number;
  readonly cruncherPort: number;
  readonly seed: 'demo' | 'none';
}

/** @throws ConfigError naming every problem at once */
export function standaloneConfig(env: EnvInput): StandaloneConfig {
  const values = readEnv(STANDALONE_ENV, env, SPRK_NAMES);
  return {
    backend: toBackendConfig(values, { devLogin: true }),
    matcherPort: values.SPRK_MATCHER_PORT,
    cruncherPort: values.SPRK_CRUNCHER_PORT,
    seed: values.SPRK_SEED,
  };
}
