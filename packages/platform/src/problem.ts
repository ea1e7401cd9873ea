import { STATUS_CODES } from 'node:http';
import { AppError, ERROR_CODES, type ErrorCode, type FieldProblem } from '@sprk/core/shared/errors';
import type { ErrorObject } from 'ajv';
import { fieldProblems } from './field-problems.ts';

/** RFC 9457 problem details, as sent. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly requestId: string;
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
};

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
export const RETRY_AFTER_SECONDS = 1;

/** What Fastify and its body reader throw, by their codes. */
const FROM_FRAMEWORK: Readonly<Record<string, [ErrorCode, string]>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: ['malformed_json', 'The body could not be read as JSON.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [
    'malformed_json',
    'The body is empty: send {} or leave out the Content-Type.',
  ],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['bad_request', 'The body is not as long as Content-Length says.'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['payload_too_large', 'The body is larger than this address accepts.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_media_type', 'Send the body as application/json.'],
  FST_ERR_BAD_URL: ['bad_request', 'The address contains a wrong % sequence.'],
  FST_ERR_MAX_PARAM_LENGTH: ['uri_too_long', 'A part of the address is too long.'],
  FST_ERR_HANDLER_TIMEOUT: ['timeout', 'The request took too long.'],
};
/** Other errors of libraries keep their 4xx status, with the nearest code. */
const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  408: 'request_timeout',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  429: 'rate_limited',
};
const PARTS: Readonly<Record<string, string>> = {
  body: 'body',
  querystring: 'query',
  params: 'address',
  headers: 'headers',
};

type LibraryError = {
  code?: unknown;
  statusCode?: unknown;
  message?: unknown;
  validation?: ErrorObject[];
  validationContext?: string;
};

/** Any thrown value as an AppError; what is not known becomes `internal` with the cause kept for the log. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const error: LibraryError = typeof thrown === 'object' && thrown !== null ? thrown : {};
  if (Array.isArray(error.validation))
    return invalid(error.validation, error.validationContext ?? 'body', thrown);
  const [code, detail] = FROM_FRAMEWORK[String(error.code)] ?? [];
  if (code !== undefined && detail !== undefined) return new AppError(code, { detail, cause: thrown });
  if (thrown instanceof SyntaxError && error.statusCode === 400) {
    return new AppError('malformed_json', { detail: 'The body could not be read as JSON.', cause: thrown });
  }
  const status = Number(error.statusCode);
  if (status >= 400 && status < 500)
    return new AppError(BY_STATUS[status] ?? 'bad_request', { cause: thrown });
  return new AppError('internal', { cause: thrown });
}

/** The body of the answer. Above 499 neither detail nor fields are shown: they may describe our inside. */
export function toProblem(error: AppError, requestId: string): Problem {
  const isOurs = error.status >= 500;
  return {
    type: `urn:sprk:problem:${error.code}`,
    title: error.title,
    status: error.status,
    code: error.code,
    ...(error.detail === undefined || isOurs ? {} : { detail: error.detail }),
    requestId,
    ...(error.errors === undefined || isOurs ? {} : { errors: error.errors }),
  };
}

/** Whole seconds for `Retry-After`, for 429 and 503 always. */
export function retryAfterSeconds(error: AppError): number | undefined {
  const asked = error.retryAfterSeconds;
  if (asked !== undefined) return Math.max(1, Math.ceil(asked));
  return error.status === 429 || error.status === 503 ? RETRY_AFTER_SECONDS : undefined;
}

/** A whole HTTP/1.1 answer for a socket on which no request could be read. */
export function rawProblem(code: ErrorCode, requestId: string): string {
  const { status } = ERROR_CODES[code];
  const body = JSON.stringify(toProblem(new AppError(code), requestId));
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: ${PROBLEM_TYPE}\r\n`;
  return `${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function invalid(validation: readonly ErrorObject[], part: string, cause: unknown): AppError {
  const errors = fieldProblems(validation, PARTS[part] ?? part);
  const fields = errors.length === 1 ? 'one field' : `${errors.length} fields`;
  const where = part === 'body' ? '' : ` in the ${PARTS[part] ?? part}`;
  return new AppError('validation_failed', { detail: `Please correct ${fields}${where}.`, errors, cause });
}
