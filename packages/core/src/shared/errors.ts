/** What a stable error code means to every transport. */
export type ErrorSpec = {
  /** HTTP status, 400..599. */
  readonly status: number;
  /** Short text for people, the same for every occurrence. */
  readonly title: string;
  /** True when the same request may succeed later unchanged: workers keep the message on the queue. */
  readonly retryable: boolean;
};

const final = (status: number, title: string) => ({ status, title, retryable: false }) as const;
const again = (status: number, title: string) => ({ status, title, retryable: true }) as const;

/** The one table of stable codes. Clients branch on the code, so codes are added and never renamed. */
export const ERROR_CODES = {
  bad_request: final(400, 'The request could not be understood'),
  malformed_json: final(400, 'The body is not valid JSON'),
  unauthenticated: final(401, 'Sign in first: there is no valid token'),
  invalid_signature: final(401, 'The webhook signature is missing or wrong'),
  forbidden: final(403, 'Your role may not do this'),
  not_found: final(404, 'There is nothing here, or it is not yours'),
  request_timeout: again(408, 'The request took too long to arrive'),
  idempotency_key_reused: final(409, 'This Idempotency-Key was used with another body'),
  request_in_progress: again(409, 'The first request with this Idempotency-Key is still running'),
  state_conflict: final(409, 'The current state does not allow this'),
  already_exists: final(409, 'This exists already'),
  offer_no_longer_open: final(409, 'This offer is no longer open'),
  capacity_exceeded: final(409, 'The recipient has not enough capacity left'),
  not_eligible: final(409, 'The recipient may not receive this food'),
  stale_version: final(409, 'Somebody changed this first: load it again'),
  payload_too_large: final(413, 'The body is too large'),
  uri_too_long: final(414, 'The address is too long'),
  unsupported_media_type: final(415, 'This content type is not supported'),
  validation_failed: final(422, 'Some fields need attention'),
  rate_limited: again(429, 'Too many requests: wait and try again'),
  headers_too_large: final(431, 'The request headers are too large'),
  internal: again(500, 'Something went wrong on our side'),
  not_implemented: final(501, 'This is not available here'),
  upstream_failed: again(502, 'Another service did not answer properly'),
  upstream_refused: final(502, 'Another service refused the request'),
  overloaded: again(503, 'Too busy at the moment: try again shortly'),
  not_ready: again(503, 'Not ready yet: try again shortly'),
  unavailable: again(503, 'Not available at the moment: try again shortly'),
  timeout: again(504, 'It took too long: try again shortly'),
} as const satisfies Record<string, ErrorSpec>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** One bad input field: `path` as in `date.on` or `allergens.0`, `message` to be read after the path. */
export type FieldProblem = { readonly path: string; readonly message: string };

export type AppErrorOptions = {
  /** One sentence about this occurrence, shown to the caller when the status is below 500. */
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
  /** Whole seconds, at least 1: when trying again makes sense. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
};

/** Every failure that is not a business result; status, title and retryability follow from the code. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly errors: readonly FieldProblem[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(
      options.detail ?? ERROR_CODES[code].title,
      'cause' in options ? { cause: options.cause } : undefined,
    );
    this.code = code;
    this.detail = options.detail;
    this.errors = options.errors;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }

  get title(): string {
    return ERROR_CODES[this.code].title;
  }

  get retryable(): boolean {
    return ERROR_CODES[this.code].retryable;
  }
}

/** True for a code of the table; for codes read from another service's answer. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);
}

/**
 * Whether a worker leaves the message on the queue. Unknown errors count as retryable: a bug or a broken
 * connection is not the message's fault, and the attempt limit bounds it.
 */
export function isRetryable(error: unknown): boolean {
  return error instanceof AppError ? error.retryable : true;
}
