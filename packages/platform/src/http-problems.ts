import type { Socket } from 'node:net';
import { AppError, type ErrorCode } from '@sprk/core/shared/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestObserver } from './http-observation.ts';
import type { Logger } from './logger.ts';
import { PROBLEM_TYPE, rawProblem, retryAfterSeconds, toAppError, toProblem } from './problem.ts';

const SOCKET_ERRORS: Readonly<Record<string, ErrorCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
};

/** The error and not-found handlers: one RFC 9457 answer for everything that is thrown. */
export function answerProblems(log: Logger, observeUnmatched: RequestObserver) {
  function onError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const error = withBodyLimit(toAppError(thrown), request);
    // Busy or not ready is a normal answer; the rest of 5xx is ours to repair.
    if (error.status >= 500 && error.status !== 503) {
      log.error(
        { err: thrown, code: error.code, method: request.method, path: pathOf(request) },
        'request failed',
      );
    } else {
      log.debug({ code: error.code, errors: error.errors, path: pathOf(request) }, 'request refused');
    }
    send(error, request, reply);
  }

  function onNotFound(request: FastifyRequest, reply: FastifyReply): void {
    reply.raw.once('finish', () => observeUnmatched(request, reply));
    send(new AppError('not_found'), request, reply);
  }

  return { onError, onNotFound };
}

/** Answers what is not HTTP, or too slow, or too large to be a request; then closes the connection. */
export function problemOnSocket(newRequestId: () => string) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    if (socket.writable)
      socket.write(rawProblem(SOCKET_ERRORS[error.code ?? ''] ?? 'bad_request', newRequestId()));
    socket.destroy(error);
  };
}

function send(error: AppError, request: FastifyRequest, reply: FastifyReply): void {
  const wait = retryAfterSeconds(error);
  if (wait !== undefined) reply.header('retry-after', String(wait));
  if (error.status === 401) reply.header('www-authenticate', 'Bearer');
  // A string: the route's response schema must not touch it, and `cache-control: no-store` stays.
  reply
    .code(error.status)
    .header('cache-control', 'no-store')
    .type(PROBLEM_TYPE)
    .serializer(asIs)
    .send(JSON.stringify(toProblem(error, request.id)));
}

function asIs(payload: unknown): string {
  return String(payload);
}

function withBodyLimit(error: AppError, request: FastifyRequest): AppError {
  if (error.code !== 'payload_too_large' || error.cause === undefined) return error;
  const { bodyLimit } = request.routeOptions;
  const detail = `The body is larger than ${bodyLimit} bytes: send less at once.`;
  return new AppError('payload_too_large', { detail, cause: error.cause });
}

/** Without the query: it may carry what a log must not. */
function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0]?.slice(0, 200) ?? '';
}
