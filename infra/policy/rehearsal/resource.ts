export type Values = Readonly<Record<string, unknown>>;

/** A resource as it would be once applied. */
export interface Resource {
  readonly address: string;
  readonly type: string;
  readonly values: Values;
}

/** A module in the JSON of a state. */
export interface ModuleJson {
  readonly resources?: readonly (Resource & { readonly mode: 'managed' | 'data' })[];
  readonly child_modules?: readonly ModuleJson[];
}

/** Everything that Terraform would make, whatever module it stands in. */
export function resourcesIn(module: ModuleJson): Resource[] {
  const own = (module.resources ?? []).filter(({ mode }) => mode === 'managed');
  return [
    ...own.map(({ address, type, values }) => ({ address, type, values })),
    ...(module.child_modules ?? []).flatMap(resourcesIn),
  ];
}
