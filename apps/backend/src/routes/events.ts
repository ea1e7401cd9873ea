import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate as breathe } from 'node:timers/promises';
import { type Caller, systemClock } from '@sprk/platform';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { BackendDeps } from '../deps.ts';
import { allow, callerOf } from '../http/guard.ts';
import { answers } from '../http/responses.ts';
import type { LiveEvent, LiveHub } from '../live/live-hub.ts';
import { visibleEvent } from '../live/visible-event.ts';

const EventStream = {
  description: 'One frame per event: `id` is the cursor, `event` the type, `data` the event envelope',
  content: { 'text/event-stream': { schema: { type: 'string' } } },
};
const HEARTBEAT_MS = 15_000;
const BATCH = 200;
/** A listener that has not read what was written after this time is cut off; it resumes where it stopped. */
const SLOW_MS = 10_000;
const CURSOR = /^[\w:.-]{1,100}$/;

/** Live updates as server-sent events, resumable by `Last-Event-ID`. */
export function eventRoutes(app: FastifyInstance, deps: BackendDeps, stopping: AbortSignal): void {
  app.get(
    '/v1/events',
    {
      onRequest: allow(deps, 'supplier', 'recipient', 'operator'),
      config: { longLived: true },
      exposeHeadRoute: false,
      schema: {
        tags: ['events'],
        summary: 'Live updates (server-sent events) of what the caller may see',
        response: answers({ 200: EventStream }),
        headers: { type: 'object', properties: { 'last-event-id': { type: 'string', maxLength: 100 } } },
      },
    },
    async (request, reply) => {
      using _listening = deps.live.join();
      const asked = request.headers['last-event-id'];
      // A cursor that is none is answered like one that is too old: with a reset.
      const resumed =
        asked === undefined ? undefined : CURSOR.test(String(asked)) ? String(asked) : 'unknown';
      const from = resumed ?? (await deps.live.latest());
      reply.hijack();
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const signal = AbortSignal.any([gone.signal, stopping]);
      try {
        await stream(deps.live, reply, callerOf(request), from, signal);
      } finally {
        if (reply.raw.writableNeedDrain) reply.raw.destroy();
        else reply.raw.end();
      }
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
  let wroteAt = systemClock.now();
  function write(text: string): void {
    raw.write(text);
    wroteAt = systemClock.now();
  }
  while (!signal.aborted && (await isRead(raw, signal))) {
    const mark = live.mark();
    const { events, gap } = await live.after(cursor, BATCH);
    if (gap) {
      // What was missed is no longer kept: the listener must read the current state, and goes on from now.
      cursor = await live.latest();
      write(`id: ${cursor}\nevent: reset\ndata: {}\n\n`);
      continue;
    }
    const text = events.map((one) => frameOf(one, caller)).join('');
    if (text !== '') write(text);
    cursor = events.at(-1)?.cursor ?? cursor;
    if (events.length > 0) {
      // Whoever catches up on a long log must not keep all others waiting.
      await breathe();
      continue;
    }
    const quietMs = systemClock.now() - wroteAt;
    // Not at every change: what happens to others must not be told, not even by its time.
    if (quietMs >= HEARTBEAT_MS) write(`id: ${cursor}\n: alive\n\n`);
    else await live.changed(mark, HEARTBEAT_MS - quietMs, signal);
  }
}

/** Waits for the listener to read what was written. @returns false when it is too slow or gone */
async function isRead(raw: ServerResponse, signal: AbortSignal): Promise<boolean> {
  if (!raw.writableNeedDrain) return true;
  const slow = new AbortController();
  const timer = setTimeout(() => slow.abort(), SLOW_MS);
  try {
    await once(raw, 'drain', { signal: AbortSignal.any([signal, slow.signal]) });
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
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
