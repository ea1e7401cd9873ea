import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '@sprk/core/shared/errors';
import { type JWK, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createVerifier } from './auth.ts';
import { createDevIssuer } from './dev-issuer.ts';

const ISSUER = 'https://id.example.org';
const AUDIENCE = 'sprk';
const NOW_MS = Date.UTC(2026, 10, 5);

function aKey(kid = 'k1'): JWK {
  return { ...(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK), kid };
}

function aSetup({ cacheSize = 100, cacheSeconds = 300 } = {}) {
  const time = { nowMs: NOW_MS };
  const clock = { now: () => time.nowMs };
  const signingKey = aKey();
  const issuer = createDevIssuer({ signingKey, issuer: ISSUER, audience: AUDIENCE, clock });
  const jwks = issuer.jwks();
  const verifier = createVerifier({
    jwks,
    issuer: ISSUER,
    audience: AUDIENCE,
    cacheSize,
    cacheSeconds,
    clock,
  });
  return { time, clock, signingKey, issuer, verifier };
}

type Setup = ReturnType<typeof aSetup>;
type Claims = Record<string, unknown>;

const good: Claims = {
  iss: ISSUER,
  aud: AUDIENCE,
  role: 'supplier',
  partnerId: 'sup_1',
  exp: NOW_MS / 1000 + 60,
};

async function signed(
  { signingKey }: Setup,
  claims: Claims,
  alg = 'EdDSA',
  key: unknown = signingKey,
): Promise<string> {
  const token = new SignJWT(claims).setProtectedHeader({ alg, kid: 'k1' });
  return `Bearer ${await token.sign(key as JWK)}`;
}

async function refusal(setup: Setup, header: string | undefined): Promise<AppError> {
  const error = await setup.verifier.verify(header).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

describe('createVerifier', () => {
  it.each([
    [
      { role: 'supplier', partnerId: 'sup_1' },
      { role: 'supplier', partnerId: 'sup_1', subject: 'sup_1' },
    ],
    [
      { role: 'recipient', partnerId: 'rec_1', subject: 'Mia' },
      { role: 'recipient', partnerId: 'rec_1', subject: 'Mia' },
    ],
    [{ role: 'operator' }, { role: 'operator', subject: 'operator' }],
  ] as const)('accepts a token of the development issuer for %j', async (claims, caller) => {
    const { issuer, verifier } = aSetup();

    expect(await verifier.verify(`Bearer ${await issuer.issue(claims)}`)).toEqual(caller);
  });

  it('refuses every wrong token as unauthenticated', async () => {
    const setup = aSetup();
    const publicPem = createPublicKey({ key: { ...setup.signingKey }, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    });
    const text = new TextEncoder();
    const unsigned = [{ alg: 'none' }, good].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    const valid = await signed(setup, good);
    const { exp: _, ...withoutExpiry } = good;

    const headers: Record<string, string | undefined> = {
      'no header': undefined,
      'empty header': '',
      'other scheme': 'Basic dXNlcjpwYXNz',
      'no token': 'Bearer ',
      garbage: 'Bearer abc',
      'three garbage parts': 'Bearer a.b.c',
      'huge garbage': `Bearer ${'a'.repeat(10_000)}.b.c`,
      'two tokens': `${valid}, ${valid}`,
      'alg none': `Bearer ${unsigned.join('.')}.`,
      'alg none with a signature': `Bearer ${unsigned.join('.')}.c2ln`,
      'HS256 with the public key as PEM': await signed(setup, good, 'HS256', text.encode(String(publicPem))),
      'HS256 with the public key as x': await signed(setup, good, 'HS256', text.encode(setup.signingKey.x)),
      'another key with the same kid': await signed(setup, good, 'EdDSA', aKey()),
      'a changed payload': valid.replace(
        /\.[^.]+\./,
        `.${Buffer.from(JSON.stringify({ ...good, role: 'operator' })).toString('base64url')}.`,
      ),
      'wrong issuer': await signed(setup, { ...good, iss: 'https://evil.example' }),
      'wrong audience': await signed(setup, { ...good, aud: 'other' }),
      'no expiry': await signed(setup, withoutExpiry),
      expired: await signed(setup, { ...good, exp: NOW_MS / 1000 - 60 }),
      'not yet valid': await signed(setup, { ...good, nbf: NOW_MS / 1000 + 60 }),
      'no role': await signed(setup, { ...good, role: undefined }),
      'unknown role': await signed(setup, { ...good, role: 'admin' }),
      'role as a list': await signed(setup, { ...good, role: ['operator'] }),
      'no partner': await signed(setup, { ...good, partnerId: undefined }),
      'partner of another role': await signed(setup, { ...good, partnerId: 'rec_1' }),
      'partner with a path': await signed(setup, { ...good, partnerId: 'sup_../x' }),
    };

    for (const [name, header] of Object.entries(headers)) {
      expect.soft((await refusal(setup, header)).code, name).toBe('unauthenticated');
      expect.soft(setup.verifier.verifyCached(header), name).toBeUndefined();
    }
    expect((await refusal(setup, headers.expired)).detail).toBe('The token has expired: sign in again.');
  });

  it('remembers a verified token until it expires, and looks at the keys again from time to time', async () => {
    const { issuer, verifier, time } = aSetup({ cacheSeconds: 600 });
    const header = `Bearer ${await issuer.issue({ role: 'operator' })}`;
    expect(verifier.verifyCached(header)).toBeUndefined();
    await verifier.verify(header);

    expect(verifier.verifyCached(header)).toMatchObject({ role: 'operator' });
    time.nowMs += 599_000;
    expect(verifier.verifyCached(header)).toBeDefined();
    time.nowMs += 2_000;
    expect(verifier.verifyCached(header)).toBeUndefined();
    expect(await verifier.verify(header)).toMatchObject({ role: 'operator' });
    time.nowMs += 8 * 3_600_000;
    expect(verifier.verifyCached(header)).toBeUndefined();
    await expect(verifier.verify(header)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('does not remember beyond the expiry of a short token', async () => {
    const setup = aSetup();
    const header = await signed(setup, { ...good, exp: NOW_MS / 1000 + 10 });
    await setup.verifier.verify(header);

    setup.time.nowMs += 10_000;

    expect(setup.verifier.verifyCached(header)).toBeUndefined();
  });

  it('reads the keys of an issuer over HTTP, and blames the issuer when it does not answer', async () => {
    const { issuer, clock } = aSetup();
    const server = createServer((_, reply) => reply.end(JSON.stringify(issuer.jwks())));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const jwks = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`);
    const options = { jwks, issuer: ISSUER, audience: AUDIENCE, clock };
    const header = `Bearer ${await issuer.issue({ role: 'operator' })}`;

    expect(await createVerifier(options).verify(header)).toMatchObject({ role: 'operator' });

    await new Promise((resolve) => server.close(resolve));
    await expect(createVerifier(options).verify(header)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('createDevIssuer', () => {
  it('publishes the public half only', () => {
    const [key] = aSetup().issuer.jwks().keys;

    expect(key).toMatchObject({ kty: 'OKP', crv: 'Ed25519', kid: 'k1', alg: 'EdDSA' });
    expect(key).not.toHaveProperty('d');
  });

  it('refuses a partner that does not fit the role', async () => {
    const { issuer } = aSetup();

    await expect(issuer.issue({ role: 'supplier', partnerId: 'rec_1' })).rejects.toMatchObject({
      code: 'validation_failed',
      errors: [{ path: 'partnerId', message: 'must be the id of a supplier' }],
    });
    await expect(issuer.issue({ role: 'recipient' })).rejects.toMatchObject({ code: 'validation_failed' });
  });
});
