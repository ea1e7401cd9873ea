import { describe, expect, it } from 'vitest';
import * as contracts from './index.ts';

const schemas: Readonly<Record<string, unknown>> = { ...contracts };

type Schema = {
  readonly type?: string;
  readonly additionalProperties?: unknown;
  readonly patternProperties?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
};

/** What callers send: everything else is made here. */
const BODIES = [
  'OversupplyInput',
  'WithdrawInput',
  'HandoverInput',
  'OverrideInput',
  'AcceptInput',
  'DeclineInput',
  'SupplierInput',
  'SupplierPatch',
  'RecipientInput',
  'RecipientPatch',
  'PolicyUpdate',
  'ActivateInput',
  'PolicyPreviewInput',
  'RecommendationBatch',
  'WeightsPush',
  'WeightsPublish',
  'WeightsActivate',
  'WeightsFind',
  'QueueReceive',
  'QueueAcknowledge',
  'QueueExtend',
  'QueueRelease',
  'QueueDeadLetter',
  'OutcomesRead',
  'PageQuery',
] as const satisfies readonly (keyof typeof contracts)[];

/** Explanations for people, from our own matcher. */
const OPEN = ['RecommendationBatch.recommendations[].candidates[].contributions[]'];

describe('bodies', () => {
  it.each(BODIES)('%s refuses unknown fields, at every depth', (name) => {
    const open = openObjects(schemas[name] as Schema, name).filter((path) => !OPEN.includes(path));

    expect(open).toEqual([]);
  });

  it('bounds every text and list of what the public sends', () => {
    const fromPublic = BODIES.slice(0, 13);

    const loose = fromPublic.flatMap((name) => unboundedParts(schemas[name] as Schema, name));

    expect(loose).toEqual([]);
  });
});

/** Objects that take any field; maps with named values (`patternProperties`) are meant so. */
function openObjects(schema: Schema, path: string): string[] {
  const own =
    schema.type === 'object' && schema.additionalProperties !== false && !schema.patternProperties
      ? [path]
      : [];
  return [...own, ...partsOf(schema, path).flatMap(([inner, at]) => openObjects(inner, at))];
}

function unboundedParts(schema: Schema, path: string): string[] {
  const bounds = { string: ['maxLength', 'pattern', 'format'], array: ['maxItems', 'uniqueItems'] }[
    schema.type ?? ''
  ];
  const own = bounds && !bounds.some((bound) => bound in schema) ? [path] : [];
  return [...own, ...partsOf(schema, path).flatMap(([inner, at]) => unboundedParts(inner, at))];
}

function partsOf({ properties = {}, items, anyOf = [] }: Schema, path: string): [Schema, string][] {
  return [
    ...Object.entries(properties).map(([name, inner]): [Schema, string] => [inner, `${path}.${name}`]),
    ...(items && !Array.isArray(items) ? [[items, `${path}[]`] as [Schema, string]] : []),
    ...anyOf.map((inner, index): [Schema, string] => [inner, `${path}|${index}`]),
  ];
}
