import type { Rehearsal } from './rehearsal/rehearse-stack.ts';
import type { Resource, Values } from './rehearsal/resource.ts';
import type { Environment } from './rehearsal/stacks.ts';

/** All that one environment consists of, over all stacks. */
export interface System {
  readonly environment: Environment;
  readonly resources: readonly StackResource[];
  readonly leaks: readonly string[];
}

export interface StackResource extends Resource {
  readonly stack: string;
}

export function systemsIn(rehearsals: readonly Rehearsal[]): readonly System[] {
  return [...Map.groupBy(rehearsals, ({ environment }) => environment)].map(([environment, group]) => ({
    environment,
    resources: group.flatMap(({ stack, resources }) => resources.map((resource) => ({ ...resource, stack }))),
    leaks: group.flatMap(({ stack, leaks }) => leaks.map((place) => `${place} of ${stack}`)),
  }));
}

export function ofType({ resources }: System, ...types: readonly string[]): readonly StackResource[] {
  return resources.filter(({ type }) => types.includes(type));
}

/** How a finding names a resource. */
export function placeOf({ stack, address }: StackResource): string {
  return `${stack}: ${address}`;
}

/** @param path such as `rule.0.status` */
export function at(values: Values, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((part, step) => (part as Record<string, unknown> | null | undefined)?.[step], values);
}

/** The text at a path; empty where there is none. */
export function textAt(values: Values, path: string): string {
  const part = at(values, path);
  return typeof part === 'string' ? part : '';
}

/** The objects of a nested block. */
export function blocksAt(values: Values, path: string): readonly Values[] {
  const part = at(values, path);
  return Array.isArray(part) ? (part as Values[]) : [];
}
