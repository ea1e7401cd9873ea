import { join } from 'node:path';
import {
  createMemoryPorts,
  createMemoryState,
  type Faults,
  type MemoryState,
  type VirtualClock,
} from '@sprk/adapter-memory';
import { openSqlitePorts } from '@sprk/adapter-sqlite';
import type { Ports } from '@sprk/core';

export interface OpenStore extends AsyncDisposable {
  readonly ports: Ports;
  /** The same store without injected faults, for looking at it. */
  readonly raw: Ports;
  /** What the store in memory holds, past its ports; absent for files. */
  readonly state: MemoryState | undefined;
  /** Forgets all but the newest events, where the store can be asked to. */
  forgetEvents(keep: number): void;
}
export type StoreKind = 'memory' | 'sqlite';

export async function openStore(
  kind: StoreKind,
  options: { readonly clock: VirtualClock; readonly folder: string; readonly faults?: Faults | undefined },
): Promise<OpenStore> {
  const { clock, folder, faults } = options;
  if (kind === 'memory') {
    const state = createMemoryState();
    const ports = createMemoryPorts({ clock, state, ...(faults && { faults }) });
    return {
      ports,
      raw: createMemoryPorts({ clock, state }),
      state,
      forgetEvents: (keep) => ports.forgetEvents(keep),
      [Symbol.asyncDispose]: () => ports[Symbol.asyncDispose](),
    };
  }
  const ports = await openSqlitePorts({ file: join(folder, 'sprk.db'), clock });
  return {
    ports,
    raw: ports,
    state: undefined,
    forgetEvents: () => {
      throw new Error('A file forgets by its retention only.');
    },
    [Symbol.asyncDispose]: () => ports[Symbol.asyncDispose](),
  };
}
