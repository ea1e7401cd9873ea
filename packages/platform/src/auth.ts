import { AppError } from '@sprk/core/shared/errors';
import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import { createBoundedCache } from './bounded-cache.ts';
import { type Caller, callerFromClaims } from './caller.ts';
import { type Clock, systemClock } from './clock.ts';

export type VerifierOptions = {
  /** Where the issuer publishes its keys, or the keys themselves. */
  readonly jwks: URL | JSONWebKeySet;
  readonly issuer: string;
  readonly audience: string;
  /** Verified tokens kept, default 10000 (about 1 kB each). */
  readonly cacheSize?: number;
  /** Longest time without looking at the issuer's keys again, default 300: bounds a revoked key's life. */
  readonly cacheSeconds?: number;
  readonly clock?: Clock;
};

export type Verifier = {
  /** @throws AppError `unauthenticated`, or `unavailable` when the issuer's keys cannot be read. */
  verify(authorization: string | undefined): Promise<Caller>;
  /** The caller of a token that was verified before and is still valid: the hot path, no cryptography. */
  verifyCached(authorization: string | undefined): Caller | undefined;
};

type Verified = { readonly caller: Caller; readonly validUntilMs: number };

/** Asymmetric only: `none` and HS* would let a caller sign with our public key. */
const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'RS256', 'PS256'];
const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;
const MAX_HEADER_LENGTH = 8192;
const CLOCK_TOLERANCE_SECONDS = 5;

/** Checks `Authorization: Bearer` JWTs of one issuer for one audience. */
export function createVerifier(options: VerifierOptions): Verifier {
  const { jwks, issuer, audience, clock = systemClock } = options;
  const keys =
    jwks instanceof URL ? createRemoteJWKSet(jwks, { timeoutDuration: 5000 }) : createLocalJWKSet(jwks);
  const cacheMs = (options.cacheSeconds ?? 300) * 1000;
  const cache = createBoundedCache<string, Verified>(options.cacheSize ?? 10_000);

  function verifyCached(authorization: string | undefined): Caller | undefined {
    const verified = authorization === undefined ? undefined : cache.get(authorization);
    return verified !== undefined && clock.now() < verified.validUntilMs ? verified.caller : undefined;
  }

  async function verify(authorization: string | undefined): Promise<Caller> {
    const known = verifyCached(authorization);
    if (known !== undefined) return known;
    const token = tokenOf(authorization);
    const claims = await jwtVerify(token, keys, {
      algorithms: ALGORITHMS,
      issuer,
      audience,
      requiredClaims: ['exp'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(clock.now()),
    }).then(({ payload }) => payload, refuse);
    const caller = callerFromClaims(claims);
    if (typeof caller === 'string') throw new AppError('unauthenticated', { detail: caller });
    const expiresAtMs = (claims.exp ?? 0) * 1000;
    // The header is the key: equal text, equal signature, equal answer.
    cache.set(String(authorization), { caller, validUntilMs: Math.min(expiresAtMs, clock.now() + cacheMs) });
    return caller;
  }

  return { verify, verifyCached };
}

function tokenOf(authorization: string | undefined): string {
  if (authorization === undefined) throw new AppError('unauthenticated');
  const [, token] = authorization.length > MAX_HEADER_LENGTH ? [] : (BEARER.exec(authorization) ?? []);
  if (token === undefined) {
    throw new AppError('unauthenticated', {
      detail: 'Send the token as Authorization: Bearer followed by a JWT.',
    });
  }
  return token;
}

/** A token is refused for what it is; an issuer that does not answer is not the caller's fault. */
function refuse(cause: unknown): never {
  if (cause instanceof errors.JWTExpired) {
    throw new AppError('unauthenticated', { detail: 'The token has expired: sign in again.', cause });
  }
  const isIssuerFault =
    !(cause instanceof errors.JOSEError) ||
    cause instanceof errors.JWKSTimeout ||
    cause instanceof errors.JWKSInvalid ||
    cause.code === 'ERR_JOSE_GENERIC';
  throw isIssuerFault
    ? new AppError('unavailable', { detail: 'The keys of the token issuer could not be read.', cause })
    : new AppError('unauthenticated', { detail: 'The token is not valid here.', cause });
}
