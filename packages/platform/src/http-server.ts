import { randomUUID } from 'node:crypto';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import { observeRequests } from './http-observation.ts';
import { answerProblems, problemOnSocket } from './http-problems.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import { createRandomBytes, type RandomBytes } from './random-bytes.ts';
import { createSchemaCompiler } from './schema-compiler.ts';
import { API_SECURITY_HEADERS } from './security-headers.ts';
import { childOf, withTrace } from './trace.ts';

export type HttpServerOptions = {
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Which listener, as a metric label: `public`, `internal`, `admin`. */
  readonly name: string;
  /** Largest body in bytes; a route may raise it with its own `bodyLimit`. Default 65536. */
  readonly bodyLimitBytes?: number;
  /** Whose `X-Forwarded-*` headers to believe: addresses or ranges of the proxies. Default: nobody's. */
  readonly trustProxy?: boolean | string | string[];
  /** Headers of every answer; a route's own `reply.header` wins. Default: those of a JSON API. */
  readonly securityHeaders?: Readonly<Record<string, string>>;
  /** Time for a whole request to arrive, default 30000. Bounds slow uploads (slowloris). */
  readonly requestTimeoutMs?: number;
  /** Time for the headers to arrive, default 10000. */
  readonly headersTimeoutMs?: number;
  /** Idle keep-alive, default 65000: longer than the usual 60 s of load balancers, so that they close first. */
  readonly keepAliveTimeoutMs?: number;
  /** A socket without any traffic, default 120000; live streams must send something more often. */
  readonly idleTimeoutMs?: number;
  readonly maxHeaderBytes?: number;
  readonly random?: RandomBytes;
  readonly newRequestId?: () => string;
};

declare module 'fastify' {
  interface FastifyRequest {
    /** W3C trace context of this request: a child of the caller's, or new. */
    traceparent: string;
  }
}

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/**
 * A Fastify server with our conventions: problem+json for every failure, all bad fields at once, request and
 * trace ids, security headers, metrics, timeouts. Not listening yet; tests use `inject`.
 */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const { log, metrics, name, random = createRandomBytes(), newRequestId = randomUUID } = options;
  const securityHeaders = options.securityHeaders ?? API_SECURITY_HEADERS;

  const app = fastify({
    loggerInstance: withoutChildren(log),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: options.bodyLimitBytes ?? 65_536,
    trustProxy: options.trustProxy ?? false,
    requestTimeout: options.requestTimeoutMs ?? 30_000,
    keepAliveTimeout: options.keepAliveTimeoutMs ?? 65_000,
    connectionTimeout: options.idleTimeoutMs ?? 120_000,
    http: {
      headersTimeout: options.headersTimeoutMs ?? 10_000,
      maxHeaderSize: options.maxHeaderBytes ?? 16_384,
      connectionsCheckingInterval: 1_000,
    },
    routerOptions: { maxParamLength: 200 },
    // While closing, requests on open connections are still answered: the drain of the lifecycle bounds it.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : newRequestId();
    },
    clientErrorHandler: problemOnSocket(newRequestId),
    frameworkErrors: (error, request, reply) => {
      void reply.headers({ ...securityHeaders, 'x-request-id': request.id });
      problems.onError(error, request, reply);
    },
    schemaController: {
      compilersFactory: { buildValidator: createSchemaCompiler },
    },
  });

  // JSON is the language of this interface: a text body is a 415, not a text that fails every schema.
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('traceparent', '');
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(securityHeaders).header('x-request-id', request.id);
    request.traceparent = childOf(request.headers.traceparent, random);
    withTrace(request.traceparent, done, request.id);
  });
  const problems = answerProblems(log, observeRequests(app, { log, metrics, name }));
  app.setErrorHandler(problems.onError);
  app.setNotFoundHandler(problems.onNotFound);
  return app;
}

/** A child logger per request costs more than the request id is worth: the trace context carries that. */
function withoutChildren(log: Logger): FastifyBaseLogger {
  // Typed as Fastify's own: otherwise every plugin would need our logger in its signature.
  const flat: FastifyBaseLogger = Object.create(log, { child: { value: () => flat } });
  return flat;
}
