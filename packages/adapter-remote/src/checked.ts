import { AppError } from '@sprk/core/shared/errors';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

/**
 * A check of answers against a schema.
 * @throws AppError upstream_failed for an answer of another shape: worth a retry, the other side may be in
 * the middle of an upgrade.
 */
export function checkerOf<const S extends TSchema>(schema: S, what: string): (answer: unknown) => Static<S> {
  const validator = Compile(schema);
  return function checked(answer) {
    if (validator.Check(answer)) return answer as Static<S>;
    const [problem] = validator.Errors(answer);
    throw new AppError('upstream_failed', {
      detail: `The answer to ${what} has another shape: ${problem?.instancePath || '/'} ${problem?.message}.`,
    });
  };
}
