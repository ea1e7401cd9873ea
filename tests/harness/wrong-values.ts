/** The parts of a JSON Schema that say what a value may be. */
export interface FieldSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly items?: FieldSchema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
}
export interface WrongValue {
  readonly value: unknown;
  /** Paths that must be named, behind the field's own; `''` is the field itself. */
  readonly paths: readonly string[];
}

const here = (value: unknown): WrongValue => ({ value, paths: [''] });

/** Values that a field of this schema must refuse, one for every keyword it has. */
export function wrongValues(schema: FieldSchema): WrongValue[] {
  if (schema.enum) return [here('nonsense'), here(5), here(null), here([])];
  switch (schema.type) {
    case 'string':
      return wrongTexts(schema);
    case 'integer':
      return [...wrongNumbers(schema), here(1.5)];
    case 'number':
      return wrongNumbers(schema);
    case 'boolean':
      return [here('true'), here(1), here(null)];
    case 'array':
      return wrongLists(schema);
    case 'object':
      return wrongObjects(schema);
    default:
      throw new Error(`No wrong values for ${JSON.stringify(schema)}`);
  }
}

function wrongTexts({ minLength = 0, maxLength, format, pattern }: FieldSchema): WrongValue[] {
  return [
    here(5),
    here(true),
    here(null),
    here(['x']),
    here({ x: 1 }),
    ...(minLength > 0 ? [here('')] : []),
    ...(maxLength === undefined || format || pattern ? [] : [here('x'.repeat(maxLength + 1))]),
    ...(format || pattern ? [here('nonsense'), here('2026-02-30'), here('2026-02-30T25:00:00Z')] : []),
  ];
}

function wrongNumbers({ minimum, maximum, exclusiveMinimum }: FieldSchema): WrongValue[] {
  return [
    here('5'),
    here(true),
    here(null),
    here([]),
    ...(minimum === undefined ? [] : [here(minimum - 1)]),
    ...(exclusiveMinimum === undefined ? [] : [here(exclusiveMinimum), here(-1e300)]),
    ...(maximum === undefined ? [] : [here(maximum + 1), here(1e300)]),
  ];
}

function wrongLists({ items, minItems = 0, uniqueItems, maxItems }: FieldSchema): WrongValue[] {
  const good = items?.enum?.[0];
  return [
    here('x'),
    here(null),
    here({}),
    ...(minItems > 0 ? [here([])] : []),
    ...(uniqueItems && good !== undefined ? [here([good, good])] : []),
    ...(maxItems !== undefined && items?.properties
      ? [here(new Array(maxItems + 1).fill(goodObject(items)))]
      : []),
    ...(items ? wrongValues(items).slice(0, 3) : []).map(({ value, paths }) => ({
      value: good === undefined ? [value] : [good, value],
      paths: paths.map((path) => join(good === undefined ? '0' : '1', path)),
    })),
  ];
}

function wrongObjects({ properties = {}, required = [] }: FieldSchema): WrongValue[] {
  return [
    here('x'),
    here(null),
    here([]),
    { value: {}, paths: required },
    ...Object.entries(properties).flatMap(([name, field]) =>
      wrongValues(field).map(({ value, paths }) => ({
        value: { ...goodObject({ properties, required }), [name]: value },
        paths: paths.map((path) => join(name, path)),
      })),
    ),
    { value: { ...goodObject({ properties, required }), surprise: 1 }, paths: ['surprise'] },
  ];
}

function goodObject({ properties = {}, required = [] }: FieldSchema): Record<string, unknown> {
  return Object.fromEntries(required.map((name) => [name, goodValue(properties[name] ?? {})]));
}

function goodValue({ enum: words, type, format, maximum, minimum, ...schema }: FieldSchema): unknown {
  if (words) return words[0];
  if (type === 'number' || type === 'integer') return maximum ?? minimum ?? 1;
  if (type === 'object') return goodObject(schema);
  return format === 'date' ? '2026-03-05' : 'text';
}

export function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('.');
}
