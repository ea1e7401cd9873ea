import {
  ConfigError,
  type EnvInput,
  envList,
  envPort,
  readEnv,
  SERVICE_ENV,
  type ServiceSettings,
  SPRK_NAMES,
  type StoreSettings,
  toServiceSettings,
  toStoreSettings,
} from '@sprk/platform';

export interface CruncherConfig extends ServiceSettings {
  /** Internal listeners of the matchers that get new weights at once; others find them in the directory. */
  readonly matcherUrls: readonly string[];
  /** 0: any free one. */
  readonly port: number;
}

export const CRUNCHER_ENV = {
  ...SERVICE_ENV,
  SPRK_MATCHER_URLS: envList({ about: 'Matchers that get new weights at once', default: [] }),
  SPRK_CRUNCHER_PORT: envPort({ about: 'Port for health and metrics', default: 8083 }),
};

/** @throws ConfigError naming all problems at once. */
export function readCruncherConfig(env: EnvInput): CruncherConfig & { readonly store: StoreSettings } {
  const values = readEnv(CRUNCHER_ENV, env, SPRK_NAMES);
  return {
    ...toServiceSettings(values),
    store: toStoreSettings(values),
    matcherUrls: matcherUrlsOf(values.SPRK_MATCHER_URLS),
    port: values.SPRK_CRUNCHER_PORT,
  };
}

function matcherUrlsOf(urls: readonly string[]): readonly string[] {
  const bad = urls.filter((url) => !/^https?:$/.test(URL.parse(url)?.protocol ?? ''));
  if (bad.length > 0) {
    throw new ConfigError([
      `SPRK_MATCHER_URLS must hold http:// or https:// URLs only, not ${bad.join(', ')}`,
    ]);
  }
  return urls.map((url) => url.replace(/\/+$/, ''));
}
