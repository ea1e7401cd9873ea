import { createPrivateKey } from 'node:crypto';
import type { Role } from '@sprk/contracts/vocabulary';
import { AppError } from '@sprk/core/shared/errors';
import { type JSONWebKeySet, type JWK, SignJWT } from 'jose';
import { callerFromClaims } from './caller.ts';
import { type Clock, systemClock } from './clock.ts';

export type DevIssuerOptions = {
  /** Private Ed25519 JWK, from the secrets file. */
  readonly signingKey: JWK;
  readonly issuer: string;
  readonly audience: string;
  readonly clock?: Clock;
};

export type DevIssuer = {
  /** @throws AppError `validation_failed` when partnerId does not fit the role. */
  issue(claims: { role: Role; partnerId?: string; subject?: string }): Promise<string>;
  /** The public half, for `createVerifier`. */
  jwks(): JSONWebKeySet;
};

const LIFETIME_SECONDS = 8 * 3600;

/** Issues tokens to whoever asks: for development and demonstrations only, never beside an AWS adapter. */
export function createDevIssuer({
  signingKey,
  issuer,
  audience,
  clock = systemClock,
}: DevIssuerOptions): DevIssuer {
  const privateKey = createPrivateKey({ key: { ...signingKey }, format: 'jwk' });
  const { kty, crv, x, kid } = signingKey;
  const publicKey = Object.fromEntries(
    Object.entries({ kty, crv, x, kid, alg: 'EdDSA', use: 'sig' }).filter(([, field]) => field !== undefined),
  ) as unknown as JWK;

  return {
    async issue({ role, partnerId, subject }) {
      const caller = callerFromClaims({ role, partnerId, sub: subject });
      if (typeof caller === 'string') {
        const message = `must be the id of a ${role}`;
        throw new AppError('validation_failed', { errors: [{ path: 'partnerId', message }] });
      }
      const issuedAt = Math.floor(clock.now() / 1000);
      const claims = { role, ...(caller.partnerId === undefined ? {} : { partnerId: caller.partnerId }) };
      return await new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', ...(kid === undefined ? {} : { kid }) })
        .setSubject(caller.subject)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + LIFETIME_SECONDS)
        .sign(privateKey);
    },
    jwks: () => ({ keys: [publicKey] }),
  };
}
