import type { TSchema } from 'typebox';

/**
 * The schema of a change: the validator must not fill in what the caller left out, or every change would put those
 * fields back to their defaults. What the defaults are stays in the description.
 */
export function withoutDefaults<T extends TSchema>(schema: T): T {
  const { properties } = schema as unknown as { properties: Record<string, Field> };
  const plain = Object.entries(properties).map(([name, field]) => [name, withoutDefault(field)]);
  return { ...schema, properties: Object.fromEntries(plain) };
}

interface Field {
  readonly default?: unknown;
  readonly description?: string;
}

function withoutDefault({ default: value, ...field }: Field): Field {
  if (value === undefined) return field;
  const text = `Default for a new one: ${JSON.stringify(value)}`;
  return { ...field, description: field.description ? `${field.description}. ${text}` : text };
}
