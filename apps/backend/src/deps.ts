import type { Clock, Ids, Ports } from '@sprk/core';
import type { DevIssuer, Logger, Metrics, RateLimiter, Verifier } from '@sprk/platform';
import type { LiveHub } from './live/live-hub.ts';

/** What the routes work with, put together once in start-backend.ts. */
export interface BackendDeps {
  readonly ports: Ports;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sha256: (text: string) => string;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly verifier: Verifier;
  /** Only where the development login is on. */
  readonly devIssuer: DevIssuer | undefined;
  readonly rateLimiter: RateLimiter;
  readonly live: LiveHub;
  readonly partnerSecret: (partnerId: string) => string;
  readonly startedAt: string;
  readonly allowPrivateWebhooks: boolean;
}
