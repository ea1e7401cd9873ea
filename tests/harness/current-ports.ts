import type { Ports } from '@sprk/core';

const NAMES: readonly (keyof Ports)[] = [
  'lots',
  'suppliers',
  'recipients',
  'ledger',
  'directory',
  'queues',
  'events',
  'weights',
  'outcomes',
  'policy',
  'audit',
  'impact',
];

/** Ports that pass every call on to the ones in use now, so that routes built once can serve many stores. */
export function currentPorts(current: () => Ports): Ports {
  return Object.fromEntries(NAMES.map((name) => [name, delegate(() => current()[name])])) as unknown as Ports;
}

/** Every property read goes to the object in use now; methods keep that object as their `this`. */
export function delegate<T extends object>(current: () => T): T {
  return new Proxy({} as T, {
    get(_target, property) {
      const target = current();
      const found: unknown = Reflect.get(target, property, target);
      return typeof found === 'function' ? found.bind(target) : found;
    },
    // So that it can be spread like the object itself.
    ownKeys: () => Reflect.ownKeys(current()),
    getOwnPropertyDescriptor: (_target, property) => {
      const found = Reflect.getOwnPropertyDescriptor(current(), property);
      return found && { ...found, configurable: true };
    },
  });
}
