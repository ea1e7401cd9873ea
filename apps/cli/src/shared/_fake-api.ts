import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, createFakeState, type Decide, type Kind, type Row } from './_fake-state.ts';

export type FakeApiOptions = {
  /** Answers instead of the fake, given the request; undefined leaves it to the fake. */
  readonly intercept?: (method: string, url: URL, body: unknown) => Answer | undefined;
  /** (Default: always an offer) */
  readonly decide?: Decide;
  /** Whether a live event is sent at all. (Default: every one) */
  readonly sends?: (type: string) => boolean;
};

/** A real HTTP server that behaves as api.md says, in memory, as far as the commands need it. */
export async function openFakeApi(options: FakeApiOptions = {}) {
  const streams = new Set<ServerResponse>();
  const log: string[] = [];
  const requests: string[] = [];
  const state = createFakeState(options.decide ?? (() => 'offer'), (type, data) => {
    if (options.sends && !options.sends(type)) return;
    log.push(`id: ${log.length + 1}\nevent: ${type}\ndata: ${JSON.stringify({ type, data })}\n\n`);
    for (const stream of streams) stream.write(log.at(-1));
  });

  function list(items: readonly Row[], url: URL): Answer {
    const from = Number(url.searchParams.get('cursor') ?? 0);
    const to = from + Number(url.searchParams.get('limit') ?? 50);
    const nextCursor = to < items.length ? `${to}` : null;
    return { status: 200, body: { items: items.slice(from, to), nextCursor } };
  }
  function route(method: string, url: URL, body: Row, key: string | undefined): Answer {
    const [, version, name = '', id, verb = ''] = url.pathname.split('/');
    if (url.pathname === '/dev/token') return { status: 200, body: { token: `${body.role}` } };
    if (version !== 'v1') return { status: 404 };
    if (name === 'offers') return id ? state.answerOffer(id, verb) : list(state.openOffers(), url);
    const rows = state.rows[name as Kind];
    if (method === 'POST') return state.create(name as Kind, body, key);
    if (id === undefined) return list([...rows.values()], url);
    const row = rows.get(id);
    return row ? { status: 200, body: row } : { status: 404, body: { code: 'not_found' } };
  }
  function openStream(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    const after = request.headers['last-event-id'];
    if (after !== undefined) response.write(log.slice(Number(after)).join('') || ': nothing new\n\n');
    streams.add(response);
    response.on('close', () => streams.delete(response));
  }
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/' } = request;
    const url = new URL(path, 'http://127.0.0.1');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const body = text === '' ? {} : JSON.parse(text);
    requests.push(`${method} ${path}`);
    const intercepted = options.intercept?.(method, url, body);
    if (!intercepted && url.pathname === '/v1/events') {
      openStream(request, response);
      return;
    }
    const answer = intercepted ?? route(method, url, body, request.headersDistinct['idempotency-key']?.[0]);
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(JSON.stringify(answer.body ?? {}));
  }

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    rows: state.rows,
    requests: requests as readonly string[],
    /** Breaks every live connection, as a restart would. */
    cutStreams(): void {
      for (const stream of streams) stream.destroy();
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
