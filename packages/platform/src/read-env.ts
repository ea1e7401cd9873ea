import { closestWord } from './closest-word.ts';
import { ConfigError } from './config-error.ts';
import type { EnvField } from './env-fields.ts';

export type EnvSchema = Readonly<Record<string, EnvField<unknown>>>;
export type EnvValues<S extends EnvSchema> = {
  readonly [K in keyof S]: S[K] extends EnvField<infer T> ? T : never;
};
export type EnvInput = Readonly<Record<string, string | undefined>>;

/** Variables that belong to this product: an unknown one is a typing mistake, not somebody else's. */
const PREFIX = 'SPRK_';
const REDACTED = '[redacted]';

/**
 * First step of configuration: the flat, checked values; a pure second step of the app makes them a config.
 * An empty text counts as not set.
 * @param alsoKnown `SPRK_*` names of other programs in the same shell, e.g. of the command line.
 * @throws ConfigError naming all problems at once, secrets left out.
 */
export function readEnv<S extends EnvSchema>(
  schema: S,
  env: EnvInput,
  alsoKnown: readonly string[] = [],
): EnvValues<S> {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema)) {
    const text = env[name]?.trim() ?? '';
    if (text === '') {
      if (field.required) problems.push(`${name} is missing: set it to ${field.expects} (${field.about})`);
      values[name] = field.fallback;
      continue;
    }
    values[name] = field.parse(text);
    if (values[name] === undefined) problems.push(`${name} must be ${field.expects}${got(field, text)}`);
  }
  problems.push(...unknownNames(Object.keys(schema), env, alsoKnown));
  if (problems.length > 0) throw new ConfigError(problems);
  return values as EnvValues<S>;
}

/** One row per variable; a test compares it with example.env. Defaults of secrets are not shown. */
export function describeEnv(schema: EnvSchema) {
  return Object.entries(schema).map(([name, field]) => ({
    name,
    expects: field.expects,
    about: field.about,
    required: field.required,
    secret: field.secret,
    default: field.fallback === undefined ? undefined : field.secret ? REDACTED : asText(field.fallback),
  }));
}

/** The values as they may be logged at start: secrets replaced. */
export function redactEnv<S extends EnvSchema>(schema: S, values: EnvValues<S>): Record<string, unknown> {
  const shown = Object.entries(schema).map(([name, field]) => {
    const value = values[name];
    return [name, field.secret && value !== undefined ? REDACTED : value];
  });
  return Object.fromEntries(shown);
}

function unknownNames(known: readonly string[], env: EnvInput, alsoKnown: readonly string[]): string[] {
  const accepted = new Set([...known, ...alsoKnown]);
  return Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !accepted.has(name))
    .map((name) => {
      const closest = closestWord(name, known);
      const advice = closest === undefined ? 'remove it' : `did you mean ${closest}?`;
      return `${name} is not a known setting: ${advice}`;
    });
}

function got(field: EnvField<unknown>, text: string): string {
  return field.secret
    ? ' (the value is a secret and not shown)'
    : `, not ${JSON.stringify(text.slice(0, 100))}`;
}

function asText(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}
