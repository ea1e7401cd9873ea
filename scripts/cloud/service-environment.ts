import { cloudFiles } from './cloud-folder.ts';
import type { ServiceName } from './services.ts';
import { TOKEN_NAMES } from './token-issuer.ts';

export interface ServicePorts {
  readonly public: number;
  readonly internal: number;
  readonly matcher: number;
  readonly cruncher: number;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** The same variables that choose the ports of the programs themselves. */
export function servicePorts(env: Variables): ServicePorts {
  return {
    public: Number(env.SPRK_PORT ?? 8080),
    internal: Number(env.SPRK_INTERNAL_PORT ?? 8081),
    matcher: Number(env.SPRK_MATCHER_PORT ?? 8082),
    cruncher: Number(env.SPRK_CRUNCHER_PORT ?? 8083),
  };
}

/** How each service is told about its store, its peers and whose tokens it takes. Secrets it fetches by itself. */
export function serviceEnvironment(
  name: ServiceName,
  options: { readonly ports: ServicePorts; readonly weightsBucket: string; readonly aws: Variables },
): Record<string, string> {
  const { ports, weightsBucket, aws } = options;
  const common = {
    ...definedOf(aws),
    SPRK_STORE: 'aws',
    SPRK_ENVIRONMENT: 'local',
    SPRK_WEIGHTS_BUCKET: weightsBucket,
  };
  const peer = { ...common, SPRK_BACKEND_URL: `http://127.0.0.1:${ports.internal}` };
  switch (name) {
    case 'backend':
      return {
        ...common,
        SPRK_PORT: String(ports.public),
        SPRK_INTERNAL_PORT: String(ports.internal),
        SPRK_JWKS_FILE: cloudFiles.jwks,
        SPRK_ISSUER: TOKEN_NAMES.issuer,
        SPRK_AUDIENCE: TOKEN_NAMES.audience,
        SPRK_ALLOW_PRIVATE_WEBHOOKS: 'true',
      };
    case 'matcher':
      return { ...peer, SPRK_MATCHER_PORT: String(ports.matcher) };
    case 'cruncher':
      return {
        ...peer,
        SPRK_CRUNCHER_PORT: String(ports.cruncher),
        SPRK_MATCHER_URLS: `http://127.0.0.1:${ports.matcher}`,
      };
  }
}

function definedOf(variables: Variables): Record<string, string> {
  const defined = Object.entries(variables).filter(([, value]) => value !== undefined);
  return Object.fromEntries(defined) as Record<string, string>;
}
