import type { FastifyInstance, FastifyReply, FastifyRequest, onResponseHookHandler } from 'fastify';
import type { Logger } from './logger.ts';
import type { Histogram, HistogramHandle, Metrics } from './metrics.ts';

type Deps = { readonly log: Logger; readonly metrics: Metrics; readonly name: string };

export type RequestObserver = (request: FastifyRequest, reply: FastifyReply) => void;

/**
 * Duration (and with it the count) of requests by route template, method and status class, and one line per
 * request at debug level. Handles are made once per route: nothing is looked up by labels on the hot path.
 * @returns for the not-found handler, which has no route.
 */
export function observeRequests(app: FastifyInstance, { log, metrics, name }: Deps): RequestObserver {
  const duration = metrics.histogram('http.server.request.duration', {
    help: 'Duration of requests',
    unit: 'seconds',
  });

  app.addHook('onRoute', (route) => {
    const observe = observer(log, duration, { listener: name, route: route.url });
    const hook: onResponseHookHandler = (request, reply, done) => {
      observe(request, reply);
      done();
    };
    route.onResponse = [hook, ...[route.onResponse ?? []].flat()];
  });
  // Unknown addresses share one label: they are the caller's choice and have no limit.
  return observer(log, duration, { listener: name, route: 'unmatched' });
}

function observer(
  log: Logger,
  duration: Histogram,
  base: { listener: string; route: string },
): RequestObserver {
  const byMethod = new Map<string, readonly HistogramHandle[]>();

  return (request, reply) => {
    const { method } = request;
    let byClass = byMethod.get(method);
    if (byClass === undefined) {
      byClass = [1, 2, 3, 4, 5].map((digit) => duration.with({ ...base, method, status: `${digit}xx` }));
      byMethod.set(method, byClass);
    }
    byClass[Math.floor(reply.statusCode / 100) - 1]?.record(reply.elapsedTime / 1000);
    if (!log.isLevelEnabled('debug')) return;
    const { statusCode, elapsedTime } = reply;
    const line = { method, route: base.route, statusCode, durationMs: elapsedTime, requestId: request.id };
    log.debug(line, 'request done');
  };
}
