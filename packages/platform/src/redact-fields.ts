/** Names of fields that never reach a log, in lower case without separators. */
const SECRET_NAMES = new Set([
  'authorization',
  'cookie',
  'setcookie',
  'token',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'secret',
  'secrets',
  'clientsecret',
  'webhooksecret',
  'webhooksignature',
  'signingkey',
  'devsigningkey',
  'privatekey',
  'password',
  'apikey',
]);
const REDACTED = '[redacted]';
const MAX_DEPTH = 5;

/**
 * The fields of a log line with secrets replaced, at any depth down to 5. Own, because pino's redaction works
 * by full paths and copies the object: 25 us per line with the paths needed here, against 1 us.
 */
export function redactFields(fields: Record<string, unknown>): Record<string, unknown> {
  return redactObject(fields, 1);
}

/** Copies only what has to change. */
function redactObject(fields: Record<string, unknown>, depth: number): Record<string, unknown> {
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    const shown = isSecretName(name) ? REDACTED : redactValue(value, depth);
    if (shown === value) continue;
    copy ??= { ...fields };
    copy[name] = shown;
  }
  return copy ?? fields;
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth >= MAX_DEPTH) return value;
  if (Array.isArray(value)) {
    const shown = value.map((entry) => redactValue(entry, depth + 1));
    return shown.some((entry, index) => entry !== value[index]) ? shown : value;
  }
  // Errors, dates and the like are for the serializers.
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === Object.prototype || prototype === null;
  return isPlain ? redactObject(value as Record<string, unknown>, depth + 1) : value;
}

function isSecretName(name: string): boolean {
  return SECRET_NAMES.has(name) || SECRET_NAMES.has(name.replace(/[-_]/g, '').toLowerCase());
}
