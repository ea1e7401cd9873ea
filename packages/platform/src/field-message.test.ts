import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { fieldProblems } from './field-problems.ts';
import { createBodyChecker, createSchemaCompiler } from './schema-compiler.ts';

function compile(schema: object) {
  // As Fastify calls it, in spite of its types.
  return createSchemaCompiler({})({ schema, httpPart: 'body' });
}

function messagesFor(schema: object, value: unknown): string[] {
  const validate = compile({ type: 'object', properties: { field: schema } });
  validate({ field: value });
  return fieldProblems(validate.errors ?? [], 'body').map(({ path, message }) => `${path} ${message}`);
}

const kinds = {
  anyOf: ['a', 'b'].map((kind) => ({
    type: 'object',
    required: ['kind', kind],
    properties: { kind: { const: kind }, [kind]: { type: 'integer' } },
  })),
};

describe('field problems', () => {
  it.each([
    [{ type: 'integer' }, 1.5, 'field must be a whole number, not a number'],
    [{ type: 'string' }, null, 'field must be a text, not empty'],
    [{ type: 'boolean' }, 'true', 'field must be true or false, not a text'],
    [{ type: 'array' }, {}, 'field must be a list, not an object with fields'],
    [{ type: ['string', 'null'] }, [], 'field must be a text or null, not a list'],
    [{ const: 1 }, 2, 'field must be 1'],
    [{ type: 'number', minimum: 1 }, 0, 'field must be 1 or more'],
    [{ type: 'number', maximum: 1 }, 2, 'field must be 1 or less'],
    [{ type: 'number', exclusiveMinimum: 0 }, 0, 'field must be more than 0'],
    [{ type: 'number', exclusiveMaximum: 0 }, 0, 'field must be less than 0'],
    [{ type: 'number', multipleOf: 0.5 }, 0.3, 'field must be a multiple of 0.5'],
    [{ type: 'string', minLength: 1 }, '', 'field must not be empty'],
    [{ type: 'string', minLength: 3 }, 'a', 'field must have at least 3 characters'],
    [{ type: 'array', minItems: 1 }, [], 'field must not be empty'],
    [{ type: 'array', minItems: 2 }, [1], 'field must have at least 2 entries'],
    [{ type: 'array', maxItems: 1 }, [1, 2], 'field must have at most 1 entries'],
    [{ type: 'array', uniqueItems: true }, [1, 1], 'field must not hold the same entry twice'],
    [{ type: 'object', minProperties: 1 }, {}, 'field must have at least one field'],
    [{ type: 'object', maxProperties: 1 }, { a: 1, b: 2 }, 'field must have at most 1 fields'],
    [
      { type: 'string', format: 'date-time' },
      '2026-11-05',
      'field must be a time such as 2026-11-05T18:30:00Z',
    ],
    [{ type: 'string', format: 'ipv4' }, 'x', 'field must be of the form ipv4'],
    [{ type: 'string', pattern: '^sup_' }, 'x', 'field does not have the right form'],
    [
      { type: 'string', pattern: '^sup_', description: 'sup_ + UUIDv7' },
      'x',
      'field does not have the right form: sup_ + UUIDv7',
    ],
    [{ anyOf: [{ const: 'a' }, { const: 'b' }] }, 'c', 'field must be one of: a, b'],
    [
      {
        anyOf: [
          { type: 'string', minLength: 5 },
          { type: 'string', format: 'date' },
        ],
      },
      'x',
      'field does not have any of the allowed forms',
    ],
    [kinds, { kind: 'a' }, 'field.a is missing'],
    [kinds, { kind: 'c' }, 'field does not have any of the allowed forms'],
    [{ not: { const: 1 } }, 1, 'field must NOT be valid'],
    [{ type: 'object', additionalProperties: false }, { 'a/b~c': 1 }, 'field.a/b~c is not a known field'],
  ])('%j refuses %j in plain words', (schema, value, message) => {
    expect(messagesFor(schema, value)).toEqual([message]);
  });

  it('names the whole when the value itself is wrong', () => {
    const validate = new Ajv({ verbose: true }).compile({ type: 'object' });
    validate([]);

    expect(fieldProblems(validate.errors ?? [], 'body')).toEqual([
      { path: 'body', message: 'must be an object with fields, not a list' },
    ]);
  });

  it('refuses a misspelt keyword when the schema is compiled', () => {
    expect(() => compile({ type: 'string', maxLenght: 3 })).toThrow('maxLenght');
  });

  it('are the same for values that are not bodies, and unknown formats are refused when compiled', () => {
    const check = createBodyChecker({
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'number' } },
    });

    expect(check({ a: 1 })).toEqual([]);
    expect(check({ a: '1' })).toEqual([{ path: 'a', message: 'must be a number, not a text' }]);
    expect(() => createBodyChecker({ type: 'string', format: 'postcode' })).toThrow('postcode');
  });
});
