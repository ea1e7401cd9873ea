import { Problem } from '@sprk/contracts';
import type { TSchema } from 'typebox';

const problem = { content: { 'application/problem+json': { schema: Problem } } };

/** The answers a route documents besides its own: every failure is a problem (RFC 9457). */
export function answers(ok: Record<number, TSchema | object>): Record<string, unknown> {
  return {
    ...ok,
    '4xx': { description: 'What the caller can mend', ...problem },
    '5xx': { description: 'Try again', ...problem },
  };
}

/** The header of every POST that creates; described here, checked by `idempotencyKeyOf`. */
export const IdempotencyHeaders = {
  type: 'object',
  properties: {
    'idempotency-key': {
      type: 'string',
      description: '1 to 255 visible ASCII characters: same key and body, same answer',
    },
  },
};
