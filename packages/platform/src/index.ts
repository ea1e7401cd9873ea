export { AppError, type ErrorCode, isRetryable } from '@sprk/core/shared/errors';
export { createVerifier, type Verifier, type VerifierOptions } from './auth.ts';
export { type BoundedCache, createBoundedCache } from './bounded-cache.ts';
export type { Caller } from './caller.ts';
export { checkWebhookUrl } from './check-webhook-url.ts';
export { type Clock, systemClock } from './clock.ts';
export { closestWord } from './closest-word.ts';
export { ConfigError } from './config-error.ts';
export { createDevIssuer, type DevIssuer, type DevIssuerOptions } from './dev-issuer.ts';
export * from './env-fields.ts';
export { type HealthOptions, type ReadinessCheck, registerHealth } from './health.ts';
export { createHttpServer, type HttpServerOptions } from './http-server.ts';
export { type Host, runService, type ServiceOptions } from './lifecycle.ts';
export { createLogger, LOG_LEVELS, type Logger, type LoggerOptions, type LogLevel } from './logger.ts';
export {
  type Counter,
  type CounterHandle,
  createMetrics,
  type Histogram,
  type HistogramHandle,
  LATENCY_BUCKETS_SECONDS,
  type Labels,
  type Metrics,
  type Observation,
} from './metrics.ts';
export { createOverload, type Overload, type OverloadOptions } from './overload.ts';
export { partnerSecrets } from './partner-secrets.ts';
export { type Problem, toAppError, toProblem } from './problem.ts';
export { createRandomBytes, type RandomBytes } from './random-bytes.ts';
export { createRateLimiter, type RateLimiter, type RateLimitOptions, type Take } from './rate-limit.ts';
export {
  describeEnv,
  type EnvInput,
  type EnvSchema,
  type EnvValues,
  readEnv,
  redactEnv,
} from './read-env.ts';
export { type RequireSignatureOptions, requireSignature } from './require-signature.ts';
export { isPublicAddress } from './safe-address.ts';
export { createBodyChecker } from './schema-compiler.ts';
export { openSecrets, type Secrets } from './secrets-file.ts';
export { API_SECURITY_HEADERS, PAGE_SECURITY_HEADERS } from './security-headers.ts';
export { SERVICE_ENV, type ServiceSettings, toServiceSettings } from './service-settings.ts';
export {
  type CallOptions,
  createSignedClient,
  type SignedClient,
  type SignedClientOptions,
} from './signed-client.ts';
export { SPRK_NAMES } from './sprk-names.ts';
export { startupProblem } from './startup-problem.ts';
export { STORE_ENV, type StoreSettings, toStoreSettings } from './store-settings.ts';
export * from './trace.ts';
export { uuidIds } from './uuid-ids.ts';
export { newWebhookSecret, webhookKey } from './webhook-secret.ts';
export {
  createWebhookSender,
  type Delivery,
  type WebhookMessage,
  type WebhookSender,
  type WebhookSenderOptions,
} from './webhook-sender.ts';
export * from './webhook-signature.ts';
