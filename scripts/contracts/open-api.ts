import { createHash } from 'node:crypto';
import { createMemoryPorts } from '@sprk/adapter-memory';
import { createPublicApp } from '@sprk/backend';
import {
  createDevIssuer,
  createLogger,
  createMetrics,
  createRateLimiter,
  createVerifier,
  type Secrets,
  uuidIds,
} from '@sprk/platform';

type DevSigningKey = Required<Secrets>['devSigningKey'];

/** Any moment will do: the document does not depend on it. */
const clock = { now: () => Date.UTC(2026, 0, 1) };

/**
 * The description that a standalone backend serves at `/openapi.json`: the same routes over ports in memory,
 * with the development login switched on so that it is described too.
 */
export async function openApiDocument(): Promise<Record<string, unknown>> {
  const metrics = createMetrics({ serviceName: 'contracts' });
  const stopping = new AbortController();
  await using ports = createMemoryPorts({ clock });
  const devIssuer = createDevIssuer({
    signingKey: signingKey(),
    issuer: 'sprk-dev',
    audience: 'sprk',
    clock,
  });
  const app = await createPublicApp(
    {
      ports,
      clock,
      ids: uuidIds,
      metrics,
      devIssuer,
      sha256: (text) => createHash('sha256').update(text).digest('hex'),
      log: createLogger({ level: 'silent', name: 'contracts' }),
      verifier: createVerifier({ jwks: devIssuer.jwks(), issuer: 'sprk-dev', audience: 'sprk', clock }),
      rateLimiter: createRateLimiter({ perSecond: 1, burst: 1 }),
      live: {
        join: () => ({ [Symbol.dispose]: () => undefined }),
        latest: async () => '',
        mark: () => 0,
        after: async () => ({ events: [], gap: false }),
        changed: async () => undefined,
      },
      partnerSecret: () => '',
      startedAt: new Date(clock.now()).toISOString(),
      allowPrivateWebhooks: false,
    },
    stopping.signal,
  );
  try {
    await app.ready();
    return app.swagger() as unknown as Record<string, unknown>;
  } finally {
    stopping.abort();
    await app.close();
    await metrics.shutdown();
  }
}

/** The test vector of RFC 8037, appendix A: a published key, good for nothing but a description. */
function signingKey(): DevSigningKey {
  return {
    kty: 'OKP',
    crv: 'Ed25519',
    kid: 'rfc8037',
    d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  };
}
