import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { referencesIn, resolveReference } from '../shared/references.ts';
import { readRepositoryFile } from '../shared/repository-files.ts';

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Readonly<Record<string, unknown>>;
}
interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const document = JSON.parse(readRepositoryFile('openapi.json')) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
);
/** @NOTE The stream of events declares no answers yet: its failures are the same problems as everywhere. */
const UNDECLARED: string[] = [];

describe('openapi.json', () => {
  it('is OpenAPI 3.1 with a title and a version', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info.title).not.toBe('');
    expect(document.info.version).not.toBe('');
  });

  it('has no reference that leads nowhere', () => {
    const broken = referencesIn(document).filter((ref) => resolveReference(document, ref) === undefined);

    expect(broken).toEqual([]);
  });

  it('says of every operation what it does, where it belongs, and how it fails', () => {
    const wanting = operations.filter(
      ({ name, operation }) => !isDescribed(operation, UNDECLARED.includes(name)),
    );

    expect(wanting.map(({ name }) => name)).toEqual([]);
  });

  it('declares every parameter of every path', () => {
    const missing = operations.flatMap(({ name, path, operation: { parameters = [] } }) => {
      const declared = new Set(parameters.filter((one) => one.in === 'path').map((one) => one.name));
      const used = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter = '']) => parameter);
      return used.filter((parameter) => !declared.has(parameter)).map((parameter) => `${name}: ${parameter}`);
    });

    expect(missing).toEqual([]);
  });

  it('holds schemas that a validator of JSON Schema 2020-12 takes', () => {
    const ajv = new Ajv2020.default({ strict: false, validateFormats: false });

    for (const schema of schemasIn(document.paths)) expect(() => ajv.compile(schema)).not.toThrow();
  });

  it.each([
    'post /v1/oversupplies',
    'post /v1/oversupplies:import',
    'post /v1/offers/{id}/accept',
    'get /v1/events',
    'put /v1/policy',
    'post /v1/weights/{version}/activate',
    'post /dev/token',
  ])('describes %s', (name) => {
    expect(operations.map((operation) => operation.name)).toContain(name);
  });
});

function isDescribed({ summary, tags = [], responses }: Operation, mayLackFailures: boolean): boolean {
  const statuses = Object.keys(responses);
  const hasSuccess = statuses.some((status) => /^2/.test(status));
  const hasFailure = mayLackFailures || statuses.some((status) => /^4(XX|\d\d)$/.test(status));
  return summary !== undefined && summary !== '' && tags.length > 0 && hasSuccess && hasFailure;
}

/** What stands under a `schema` key of a parameter, body or answer. */
function schemasIn(part: unknown): object[] {
  if (Array.isArray(part)) return part.flatMap(schemasIn);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, inner]) =>
    key === 'schema' && typeof inner === 'object' && inner !== null ? [inner] : schemasIn(inner),
  );
}
