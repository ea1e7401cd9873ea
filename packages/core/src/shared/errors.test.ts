import { describe, expect, it } from 'vitest';
import { AppError, ERROR_CODES, isErrorCode, isRetryable } from './errors.ts';

describe('AppError', () => {
  it('takes status, title and retryability from the table', () => {
    const error = new AppError('offer_no_longer_open');

    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'AppError', status: 409, retryable: false });
    expect(error.message).toBe(error.title);
  });

  it('carries detail, field problems, the wait and the cause', () => {
    const cause = new Error('disk');
    const errors = [{ path: 'date.on', message: 'is missing' }];
    const error = new AppError('rate_limited', {
      detail: 'More than 20/s.',
      errors,
      retryAfterSeconds: 3,
      cause,
    });

    expect(error).toMatchObject({ message: 'More than 20/s.', errors, retryAfterSeconds: 3, cause });
    expect(error.retryable).toBe(true);
  });

  it('has no own cause when none is given', () => {
    expect(Object.hasOwn(new AppError('internal'), 'cause')).toBe(false);
  });
});

describe('the table of codes', () => {
  it('holds valid statuses and never promises a retry for a caller mistake', () => {
    for (const [code, { status, title, retryable }] of Object.entries(ERROR_CODES)) {
      expect(code).toMatch(/^[a-z_]+$/);
      expect(title.length).toBeGreaterThan(5);
      expect(status >= 400 && status <= 599).toBe(true);
      if ([400, 401, 403, 404, 413, 415, 422].includes(status)) expect(retryable).toBe(false);
      if ([429, 503].includes(status)) expect(retryable).toBe(true);
    }
  });

  it('keeps the codes that clients rely on', () => {
    expect(ERROR_CODES).toMatchObject({
      malformed_json: { status: 400 },
      unauthenticated: { status: 401 },
      forbidden: { status: 403 },
      not_found: { status: 404 },
      idempotency_key_reused: { status: 409 },
      payload_too_large: { status: 413 },
      unsupported_media_type: { status: 415 },
      validation_failed: { status: 422 },
      rate_limited: { status: 429 },
      overloaded: { status: 503 },
    });
  });

  it('recognises its own codes only', () => {
    expect(isErrorCode('not_found')).toBe(true);
    expect(isErrorCode('toString')).toBe(false);
    expect(isErrorCode(404)).toBe(false);
  });
});

describe('isRetryable', () => {
  it('follows the table and retries what it does not know', () => {
    expect(isRetryable(new AppError('validation_failed'))).toBe(false);
    expect(isRetryable(new AppError('unavailable'))).toBe(true);
    expect(isRetryable(new TypeError('bug'))).toBe(true);
  });
});
