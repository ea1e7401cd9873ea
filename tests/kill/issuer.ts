import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { createDevIssuer } from '@sprk/platform';

/** An OIDC issuer as far as the backend sees it: a JWKS over HTTP, and tokens signed with its key. */
export async function startIssuer() {
  const signingKey = { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid: 'test' };
  const names = { issuer: 'https://issuer.test', audience: 'sprk' };
  const issuer = createDevIssuer({
    signingKey: signingKey as Parameters<typeof createDevIssuer>[0]['signingKey'],
    ...names,
  });
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(issuer.jwks()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    env: {
      SPRK_JWKS_URL: `http://127.0.0.1:${port}/jwks`,
      SPRK_ISSUER: names.issuer,
      SPRK_AUDIENCE: names.audience,
    },
    token: () => issuer.issue({ role: 'operator' }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
