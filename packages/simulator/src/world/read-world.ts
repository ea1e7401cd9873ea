import type { World } from './world.ts';
import { worldFaults } from './world-faults.ts';

export type ReadWorld =
  | { readonly kind: 'world'; readonly world: World }
  | { readonly kind: 'bad'; readonly faults: readonly string[] };

/** Reads the text of a world file; a bad one comes back with everything that is wrong with it. */
export function readWorld(text: string): ReadWorld {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return { kind: 'bad', faults: [`It is not JSON: ${error instanceof Error ? error.message : error}.`] };
  }
  const faults = worldFaults(content);
  return faults.length > 0 ? { kind: 'bad', faults } : { kind: 'world', world: content as World };
}
