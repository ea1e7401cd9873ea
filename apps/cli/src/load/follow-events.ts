import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../shared/api-client.ts';
import { CliError } from '../shared/cli-error.ts';
import { createSseReader, type ServerSentEvent } from './sse-reader.ts';

export type FollowOptions = {
  readonly client: ApiClient;
  readonly token: string;
  readonly wants: (event: string) => boolean;
  readonly onEvent: (event: ServerSentEvent) => void;
  readonly onReconnect: () => void;
  readonly signal: AbortSignal;
};

const RECONNECT_MS = 250;

/**
 * Follows `GET /v1/events` until the signal; a broken connection is taken up again where it broke.
 * @returns once the stream is open: a promise that ends with the following
 */
export async function followEvents(options: FollowOptions): Promise<{ readonly done: Promise<void> }> {
  const { client, token, signal, onReconnect } = options;
  const reader = createSseReader(options.wants, options.onEvent);

  async function connect() {
    const headers: Record<string, string> = reader.lastId === '' ? {} : { 'last-event-id': reader.lastId };
    const { status, body } = await client.stream({ path: '/v1/events', token, headers, signal });
    if (status !== 200) throw new CliError(`${client.baseUrl}/v1/events answered ${status}, not a stream.`);
    return body;
  }

  async function readOn(first: AsyncIterable<Buffer>): Promise<void> {
    let body: AsyncIterable<Buffer> | undefined = first;
    while (!signal.aborted) {
      try {
        body ??= await connect();
        const decoder = new TextDecoder();
        for await (const piece of body) reader.push(decoder.decode(piece, { stream: true }));
      } catch (error) {
        // Also a refusal: it may be the restart of the backend. The end of the run bounds the trying.
        if (!(error instanceof Error)) throw error;
      }
      body = undefined;
      reader.reset();
      if (signal.aborted) return;
      onReconnect();
      await sleep(RECONNECT_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  const body = await connect();
  return { done: readOn(body) };
}
