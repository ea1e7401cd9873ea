import { request } from 'node:http';
import type { Client } from './client.ts';

export interface Frame {
  readonly id?: string;
  readonly event?: string;
  readonly data?: unknown;
  readonly comment?: string;
}
export interface EventStream extends AsyncDisposable {
  readonly status: number;
  /** All frames so far. */
  readonly frames: readonly Frame[];
  /** Frames with an event, without comments. */
  readonly events: readonly Frame[];
  /** As a browser keeps it, to be sent when it comes back. */
  readonly lastEventId: string;
  /** Waits until the frames so far satisfy the condition. @throws Error after 5 s */
  until(condition: (stream: EventStream) => boolean): Promise<void>;
  /** Resolves when the other side has ended the stream. */
  readonly ended: Promise<void>;
  /** Stops reading, as a listener does whose line is too slow. */
  pause(): void;
}

/** A reader of server-sent events over a real connection. */
export async function openEventStream(
  url: string,
  client: Client,
  lastEventId?: string,
): Promise<EventStream> {
  const frames: Frame[] = [];
  const authorization = await client.authorization();
  const call = request(new URL('/v1/events', url), {
    headers: {
      ...(authorization && { authorization }),
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
    agent: false,
  });
  call.end();
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    call.once('response', resolve);
    call.once('error', reject);
  });
  let rest = '';
  const waiting = new Set<() => void>();
  response.setEncoding('utf8');
  response.on('data', (text: string) => {
    const parts = `${rest}${text}`.split('\n\n');
    rest = parts.pop() ?? '';
    frames.push(...parts.map(toFrame));
    for (const look of waiting) look();
  });
  const ended = new Promise<void>((resolve) => {
    response.once('close', () => resolve());
  });
  response.on('error', () => undefined);

  const stream: EventStream = {
    status: response.statusCode ?? 0,
    frames,
    ended,
    get events() {
      return frames.filter(({ event }) => event !== undefined);
    },
    get lastEventId() {
      return frames.findLast(({ id }) => id !== undefined)?.id ?? '';
    },
    pause: () => response.pause(),
    async until(condition) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const look = () => {
        if (condition(stream)) resolve();
      };
      const seen = () => JSON.stringify(frames.slice(-5)).slice(0, 2000);
      const timer = nodeTimeout(() => reject(new Error(`Not seen in time; last frames: ${seen()}`)), 5000);
      waiting.add(look);
      look();
      await promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(look);
      });
    },
    async [Symbol.asyncDispose]() {
      call.destroy();
      await ended;
    },
  };
  return stream;
}

/** Kept from the start: tests may put another one in its place. */
const nodeTimeout = setTimeout;

function toFrame(text: string): Frame {
  const frame: Record<string, unknown> = {};
  for (const line of text.split('\n')) {
    const split = line.indexOf(':');
    const name = line.slice(0, split) || 'comment';
    const value = line.slice(split + 1).trimStart();
    frame[name] = name === 'data' ? JSON.parse(value) : value;
  }
  return frame;
}
