import { AppError } from '@sprk/core/shared/errors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from './clock.ts';
import type { WebhookSigner } from './webhook-signature.ts';

export type RequireSignatureOptions = {
  readonly verifier: Pick<WebhookSigner, 'verify'>;
  readonly clock: Clock;
};

declare module 'fastify' {
  interface FastifyRequest {
    /** The `webhook-id` of a request whose signature was verified; empty elsewhere. */
    webhookId: string;
  }
}

const NO_BODY = new Uint8Array(0);

/**
 * Lets only signed requests reach the routes of this scope: call it inside an own `app.register`. The signature
 * is checked over the bytes as received, before they are parsed or validated. The same webhook-id may come again
 * within the tolerance: effects are idempotent by their natural keys, and retries must not be refused.
 */
export function requireSignature(scope: FastifyInstance, { verifier, clock }: RequireSignatureOptions): void {
  const parseJson = scope.getDefaultJsonParser('error', 'error');

  scope.decorateRequest('webhookId', '');
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, done) => {
    done(null, bytes);
  });
  scope.addHook('preValidation', (request, _reply, done) => {
    const bytes = request.body instanceof Uint8Array ? request.body : NO_BODY;
    const verdict = verifier.verify(request.headers, bytes, Math.floor(clock.now() / 1000));
    if (!verdict.ok) {
      done(new AppError('invalid_signature', { detail: `The signature was refused: ${verdict.reason}.` }));
      return;
    }
    request.webhookId = verdict.id;
    if (bytes === NO_BODY) {
      done();
      return;
    }
    parseInto(request, bytes, parseJson, done);
  });
}

type JsonParser = ReturnType<FastifyInstance['getDefaultJsonParser']>;

function parseInto(
  request: FastifyRequest,
  bytes: Uint8Array,
  parse: JsonParser,
  done: (error?: Error) => void,
) {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  void parse(request, text, (error, body) => {
    request.body = body;
    done(error ?? undefined);
  });
}
