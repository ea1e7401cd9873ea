import type { RemoteClient } from '@sprk/adapter-remote';
import type { Clock } from '@sprk/core';
import { AppError, isErrorCode } from '@sprk/core';
import type { WebhookSigner } from '@sprk/platform';
import type { FastifyInstance, InjectOptions } from 'fastify';

/** The matcher's and the cruncher's way to the backend: its internal listener, signed, without a socket. */
export function createInternalClient(deps: {
  readonly app: () => FastifyInstance;
  readonly signer: WebhookSigner;
  readonly clock: Clock;
}): RemoteClient {
  let sent = 0;
  async function call(method: 'GET' | 'POST', url: string, text: string): Promise<unknown> {
    sent += 1;
    const timestampSeconds = Math.floor(deps.clock.now() / 1000);
    const signed = deps.signer.sign({ id: `call-${sent}`, timestampSeconds, body: text });
    const request: InjectOptions = { method, url, headers: { ...signed } };
    if (text !== '') {
      request.payload = text;
      request.headers = { ...signed, 'content-type': 'application/json' };
    }
    const { statusCode, body } = await deps.app().inject(request);
    if (statusCode >= 200 && statusCode < 300) return body === '' ? undefined : JSON.parse(body);
    const { code } = JSON.parse(body);
    const detail = `${method} ${url} answered ${statusCode}: ${code}`;
    if (statusCode >= 500 || statusCode === 429) throw new AppError('unavailable', { detail });
    throw new AppError(isErrorCode(code) ? code : 'upstream_refused', { detail });
  }
  return {
    post: (path, body) => call('POST', path, JSON.stringify(body)),
    get: (path) => call('GET', path, ''),
  };
}
