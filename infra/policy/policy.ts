import type { Values } from './rehearsal/resource.ts';
import type { StackResource, System } from './system.ts';

/** What holds for every environment. */
export interface Policy {
  /** Goes on from "every environment". */
  readonly sentence: string;
  /** One line for each thing that breaks it. */
  check(system: System): readonly string[];
  /** A change to the real thing after which it no longer holds: without one, nobody knows whether the policy can fail. */
  readonly breach: Breach;
}

export interface Breach {
  /** Of the resource that is changed: the first of this type for which `when` holds. */
  readonly type: string;
  readonly when?: (resource: StackResource) => boolean;
  /** @returns new values; undefined: the resource is taken away */
  readonly change: (values: Values) => Values | undefined;
}

/** undefined: this system has nothing that could be broken so. */
export function breached(system: System, { type, when = () => true, change }: Breach): System | undefined {
  const index = system.resources.findIndex((resource) => resource.type === type && when(resource));
  const target = system.resources[index];
  if (!target) return undefined;
  const values = change(target.values);
  const replaced = values ? [{ ...target, values }] : [];
  return { ...system, resources: system.resources.toSpliced(index, 1, ...replaced) };
}
