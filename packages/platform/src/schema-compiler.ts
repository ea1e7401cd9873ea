import type { FieldProblem } from '@sprk/core/shared/errors';
import { Ajv, type AnySchema, type Options } from 'ajv';
import type { AnyValidateFunction } from 'ajv/dist/core.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { fieldProblems } from './field-problems.ts';

type Compile = (schema: AnySchema) => AnyValidateFunction;

const COMMON: Options = {
  // Every bad field at once; bodies are small, so the cost stays bounded.
  allErrors: true,
  // Unknown fields are refused by the schemas, never dropped in silence.
  removeAdditional: false,
  useDefaults: true,
  // The error texts need the schema and the value.
  verbose: true,
  // A misspelt keyword in a schema is a bug that must not wait for the first request.
  strictSchema: true,
  allowUnionTypes: true,
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
  formats: fullFormats,
  keywords: ['example', 'discriminator'],
};

/**
 * Compiles the schemas of routes. Query, path and header values are texts and are converted; JSON bodies have
 * types of their own and are not: `"5"` is not a number there.
 * @param shared schemas added with `app.addSchema`, by `$id`.
 */
export function createSchemaCompiler(shared: Readonly<Record<string, unknown>>): Compile {
  const forBodies = new Ajv({ ...COMMON, coerceTypes: false });
  const forTexts = new Ajv({ ...COMMON, coerceTypes: 'array' });
  for (const schema of Object.values(shared)) {
    forBodies.addSchema(schema as AnySchema);
    forTexts.addSchema(schema as AnySchema);
  }
  const compile = ({ schema, httpPart }: { schema: AnySchema; httpPart?: string }) =>
    (httpPart === 'body' ? forBodies : forTexts).compile(schema);
  // Fastify types the argument as a bare schema and passes the route's part along with it.
  return compile as unknown as Compile;
}

/** Checks values that did not come as a JSON body, e.g. rows of a file, with the same rules and words. */
export function createBodyChecker(schema: AnySchema): (body: unknown) => readonly FieldProblem[] {
  const validate = new Ajv({ ...COMMON, coerceTypes: false }).compile(schema);
  return (body) => (validate(body) === true ? [] : fieldProblems(validate.errors ?? [], 'body'));
}
