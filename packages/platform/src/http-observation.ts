import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { Logger } from './logger.ts';
import type { Histogram, Labels, Metrics } from './metrics.ts';

type Deps = { readonly log: Logger; readonly metrics: Metrics; readonly name: string };

/**
 * Duration (and with it the count) of requests by route template, method and status class, and one line per
 * request at debug level. Labels are made once per route: nothing is looked up by text on the hot path.
 */
export function observeRequests(app: FastifyInstance, { log, metrics, name }: Deps): void {
  const duration = metrics.histogram('http.server.request.duration', {
    help: 'Duration of requests',
    unit: 'seconds',
  });

  app.addHook('onRoute', (route) => {
    const hook = observer(log, duration, { listener: name, route: route.url });
    route.onResponse = [hook, ...[route.onResponse ?? []].flat()];
  });
  // Unknown addresses share one label: they are the caller's choice and have no limit.
  const unmatched = observer(log, duration, { listener: name, route: 'unmatched' });
  app.addHook('onResponse', (request, reply, done) => {
    if (request.is404) unmatched(request, reply, done);
    else done();
  });
}

function observer(log: Logger, duration: Histogram, base: Labels) {
  const labelSets = new Map<string, readonly Labels[]>();

  return (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    const { method } = request;
    let byClass = labelSets.get(method);
    if (byClass === undefined) {
      byClass = [1, 2, 3, 4, 5].map((digit) => ({ ...base, method, status: `${digit}xx` }));
      labelSets.set(method, byClass);
    }
    const labels = byClass[Math.floor(reply.statusCode / 100) - 1];
    if (labels !== undefined) duration.record(reply.elapsedTime / 1000, labels);
    if (log.isLevelEnabled('debug')) {
      const { statusCode, elapsedTime } = reply;
      log.debug(
        { method, route: base.route, statusCode, durationMs: elapsedTime, requestId: request.id },
        'request done',
      );
    }
    done();
  };
}
