import type { Caller } from '@sprk/platform';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { BackendDeps } from '../deps.ts';
import { allow, callerOf } from '../http/guard.ts';
import type { LiveEvent, LiveHub } from '../live/live-hub.ts';
import { visibleEvent } from '../live/visible-event.ts';

const HEARTBEAT_MS = 15_000;
const BATCH = 200;
/** A listener that reads slower than this falls behind is cut off; it resumes where it stopped. */
const MAX_BUFFERED_BYTES = 1024 * 1024;
const CURSOR = /^[\w:.-]{1,100}$/;

/** Live updates as server-sent events, resumable by `Last-Event-ID`. */
export function eventRoutes(app: FastifyInstance, deps: BackendDeps, stopping: AbortSignal): void {
  app.get(
    '/v1/events',
    {
      onRequest: allow(deps, 'supplier', 'recipient', 'operator'),
      config: { longLived: true },
      schema: {
        tags: ['events'],
        summary: 'Live updates (server-sent events) of what the caller may see',
        headers: { type: 'object', properties: { 'last-event-id': { type: 'string', maxLength: 100 } } },
      },
    },
    async (request, reply) => {
      using _listening = deps.live.join();
      const asked = request.headers['last-event-id'];
      const cursor = typeof asked === 'string' && CURSOR.test(asked) ? asked : await deps.live.latest();
      reply.hijack();
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const signal = AbortSignal.any([gone.signal, stopping]);
      await stream(deps.live, reply, callerOf(request), cursor, signal).finally(() => reply.raw.end());
    },
  );
}

/** Writes what the caller may see until it goes away, reads too slowly, or the service stops. */
async function stream(
  live: LiveHub,
  reply: FastifyReply,
  caller: Caller,
  from: string,
  signal: AbortSignal,
): Promise<void> {
  const { raw } = reply;
  raw.writeHead(200, {
    ...headersOf(reply),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  raw.write(`retry: 2000\nid: ${from}\n: connected\n\n`);
  let cursor = from;
  while (!signal.aborted && raw.writableLength < MAX_BUFFERED_BYTES) {
    const { events, gap } = await live.after(cursor, BATCH);
    const text = events.map((one) => frameOf(one, caller)).join('');
    // After a gap the listener missed what is no longer kept: it must read the current state again.
    if (gap || text !== '') raw.write(`${gap ? 'event: reset\ndata: {}\n\n' : ''}${text}`);
    cursor = events.at(-1)?.cursor ?? (gap ? await live.latest() : cursor);
    if (events.length > 0) continue;
    await live.changed(cursor, HEARTBEAT_MS, signal);
    if (!signal.aborted) raw.write(': alive\n\n');
  }
}

function frameOf({ cursor, event }: LiveEvent, caller: Caller): string {
  const seen = visibleEvent(event, caller);
  return seen ? `id: ${cursor}\nevent: ${seen.type}\ndata: ${JSON.stringify(seen)}\n\n` : '';
}

function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(
    Object.entries(reply.getHeaders()).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
