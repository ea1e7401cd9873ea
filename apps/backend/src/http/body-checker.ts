import type { FieldProblem } from '@sprk/core';
import { fieldProblems } from '@sprk/platform/field-problems';
import { createSchemaCompiler } from '@sprk/platform/schema-compiler';
import type { TSchema } from 'typebox';

/** The check that a route's body goes through, for bodies that come another way (rows of a file). */
export function createBodyChecker(schema: TSchema): (body: unknown) => readonly FieldProblem[] {
  const compile = createSchemaCompiler({}) as unknown as (part: { schema: TSchema; httpPart: string }) => {
    (value: unknown): boolean;
    errors?: Parameters<typeof fieldProblems>[0] | null;
  };
  const validate = compile({ schema, httpPart: 'body' });
  return (body) => (validate(body) ? [] : fieldProblems(validate.errors ?? [], 'body'));
}
