import type { ErrorObject } from 'ajv';
import { closestWord } from './closest-word.ts';

type Wording = (error: ErrorObject) => string;

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
  null: 'null',
};

const FORMATS: Readonly<Record<string, string>> = {
  date: 'a calendar date such as 2026-11-05',
  'date-time': 'a time such as 2026-11-05T18:30:00Z',
  email: 'an e-mail address',
  uri: 'a full address such as https://example.org',
  uuid: 'a UUID',
  time: 'a time of day such as 18:30:00Z',
};

const WORDINGS: Readonly<Record<string, Wording>> = {
  required: () => 'is missing',
  dependentRequired: () => 'is missing',
  additionalProperties: unknownField,
  unevaluatedProperties: unknownField,
  type: ({ params, data }) => `must be ${typeNames(params.type)}, not ${nameOf(data)}`,
  enum: ({ params }) => `must be one of: ${params.allowedValues.join(', ')}`,
  const: ({ params }) => `must be ${JSON.stringify(params.allowedValue)}`,
  minimum: ({ params }) => `must be ${params.limit} or more`,
  maximum: ({ params }) => `must be ${params.limit} or less`,
  exclusiveMinimum: ({ params }) => `must be more than ${params.limit}`,
  exclusiveMaximum: ({ params }) => `must be less than ${params.limit}`,
  multipleOf: ({ params }) => `must be a multiple of ${params.multipleOf}`,
  minLength: ({ params }) =>
    params.limit === 1 ? 'must not be empty' : `must have at least ${params.limit} characters`,
  maxLength: ({ params }) => `must have at most ${params.limit} characters`,
  minItems: ({ params }) =>
    params.limit === 1 ? 'must not be empty' : `must have at least ${params.limit} entries`,
  maxItems: ({ params }) => `must have at most ${params.limit} entries`,
  uniqueItems: () => 'must not hold the same entry twice',
  minProperties: ({ params }) =>
    `must have at least ${params.limit === 1 ? 'one field' : `${params.limit} fields`}`,
  maxProperties: ({ params }) => `must have at most ${params.limit} fields`,
  format: ({ params }) => `must be ${FORMATS[params.format] ?? `of the form ${params.format}`}`,
  pattern: ({ parentSchema }) => {
    const about = parentSchema?.description;
    return typeof about === 'string'
      ? `does not have the right form: ${about}`
      : 'does not have the right form';
  },
  anyOf: union,
  oneOf: union,
};

/** What is wrong with a field, in words for people who fill in forms; reads on after the field's name. */
export function fieldMessage(error: ErrorObject): string {
  return WORDINGS[error.keyword]?.(error) ?? error.message ?? 'is not acceptable';
}

function unknownField({ params, parentSchema }: ErrorObject): string {
  const name: string = params.additionalProperty ?? params.unevaluatedProperty ?? '';
  const closest = closestWord(name, Object.keys(parentSchema?.properties ?? {}));
  return closest === undefined ? 'is not a known field' : `is not a known field: did you mean ${closest}?`;
}

function union({ schema, data }: ErrorObject): string {
  const branches: { type?: string; enum?: unknown[]; const?: unknown }[] = Array.isArray(schema)
    ? schema
    : [];
  if (branches.length > 0 && branches.every((branch) => branch.const !== undefined)) {
    return `must be one of: ${branches.map((branch) => branch.const).join(', ')}`;
  }
  const types = new Set(branches.map((branch) => branch.type).filter((type) => type !== undefined));
  const fits = types.size > 1 && !types.has(nameOfType(data));
  return fits
    ? `must be ${typeNames([...types])}, not ${nameOf(data)}`
    : 'does not have any of the allowed forms';
}

function typeNames(types: string | readonly string[]): string {
  return [types]
    .flat()
    .map((type) => TYPES[type] ?? type)
    .join(' or ');
}

function nameOf(data: unknown): string {
  if (data === null || data === undefined) return 'empty';
  if (typeof data === 'number') return 'a number';
  return TYPES[nameOfType(data)] ?? typeof data;
}

function nameOfType(data: unknown): string {
  if (data === null) return 'null';
  return Array.isArray(data) ? 'array' : typeof data;
}
