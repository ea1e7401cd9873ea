/** One environment variable: how to read it and what to say about it. */
export type EnvField<T> = {
  /** What a right answer looks like, e.g. `a port (1..65535)`; completes "must be ...". */
  readonly expects: string;
  /** Returns the value, or undefined when the text is not acceptable. Never called with an empty text. */
  readonly parse: (text: string) => T | undefined;
  readonly fallback: T | undefined;
  readonly required: boolean;
  readonly secret: boolean;
  /** One line for example.env. */
  readonly about: string;
};

/** Give `default`, or `optional: true`; with neither the variable must be set. */
export type FieldOptions<T> = {
  readonly about: string;
  readonly default?: T;
  readonly optional?: boolean;
  /** Never printed: not in errors, not in `describeEnv`, not in `redactEnv`. */
  readonly secret?: boolean;
};

type Value<T, O> = O extends { optional: true } ? T | undefined : T;

export function envString<const O extends FieldOptions<string> & { pattern?: RegExp; expects?: string }>(
  o: O,
) {
  const pattern = o.pattern;
  const parse = (text: string) => (pattern === undefined || pattern.test(text) ? text : undefined);
  return field<string, O>(o, o.expects ?? 'a text', parse);
}

export function envEnum<const T extends string, const O extends FieldOptions<NoInfer<T>>>(
  values: readonly T[],
  o: O,
) {
  return field<T, O>(o, `one of ${values.join(', ')}`, (text) => values.find((value) => value === text));
}

export function envBool<const O extends FieldOptions<boolean>>(o: O) {
  const words = new Map(Object.entries({ true: true, '1': true, false: false, '0': false }));
  return field<boolean, O>(o, 'true or false', (text) => words.get(text));
}

/** A whole number within [min, max]; also for durations and sizes: say the unit in the name (`..._MS`). */
export function envInt<const O extends FieldOptions<number> & { min?: number; max?: number }>(o: O) {
  const min = o.min ?? 0;
  const max = o.max ?? Number.MAX_SAFE_INTEGER;
  const range = o.max === undefined ? `, ${min} or more` : ` from ${min} to ${max}`;
  return field<number, O>(o, `a whole number${range}`, (text) => wholeNumber(text, min, max));
}

/** A finite number within [min, max]. */
export function envNumber<const O extends FieldOptions<number> & { min: number; max: number }>(o: O) {
  return field<number, O>(o, `a number from ${o.min} to ${o.max}`, (text) => {
    const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    return value >= o.min && value <= o.max ? value : undefined;
  });
}

/** A TCP port; 0 asks the operating system for a free one. */
export function envPort<const O extends FieldOptions<number>>(o: O) {
  return field<number, O>(o, 'a port from 0 to 65535', (text) => wholeNumber(text, 0, 65_535));
}

/** An absolute URL, http and https unless `protocols` says otherwise; the value is the URL without a final slash. */
export function envUrl<const O extends FieldOptions<string> & { protocols?: readonly string[] }>(o: O) {
  const protocols = o.protocols ?? ['http:', 'https:'];
  const expects = `a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`;
  return field<string, O>(o, expects, (text) => {
    const url = URL.parse(text);
    return url !== null && protocols.includes(url.protocol) ? text.replace(/\/+$/, '') : undefined;
  });
}

/** Texts separated by commas, blanks around them ignored, empty ones dropped. */
export function envList<const O extends FieldOptions<readonly string[]>>(o: O) {
  return field<readonly string[], O>(o, 'a list separated by commas', (text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );
}

function field<T, O extends FieldOptions<T>>(
  o: O,
  expects: string,
  parse: (text: string) => T | undefined,
): EnvField<Value<T, O>> {
  return {
    expects,
    parse: parse as EnvField<Value<T, O>>['parse'],
    fallback: o.default as Value<T, O> | undefined,
    required: o.default === undefined && o.optional !== true,
    secret: o.secret === true,
    about: o.about,
  };
}

function wholeNumber(text: string, min: number, max: number): number | undefined {
  const value = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}
