import type { ActiveWeights, AuditEntry, DomainEvent } from '@sprk/contracts';
import type { WeightRegistry } from '@sprk/core';
import { checkUnitSize } from '@sprk/core/ports/unit-size';
import type { JsonObjects } from './json-objects.ts';

export type Activation = Parameters<WeightRegistry['activate']>[0];

/** Which weights are in use, with what their activation has to tell the rest of the system. */
interface Pointer extends Activation {
  readonly active: ActiveWeights;
  readonly events: readonly DomainEvent[];
  readonly audit: readonly AuditEntry[];
}

const POINTER = 'active.json';

/** Brings what an activation tells into the tables, exactly once, however often it is called. */
export type TellActivation = (activation: Activation) => Promise<void>;

/**
 * The pointer to the weights in use. S3 and the tables share no transaction: the pointer itself carries what its swap
 * has to tell, and that is told after the swap, before the next one, and by whoever looks at the pointer.
 */
export class WeightPointer {
  readonly #objects: JsonObjects;
  readonly #tell: TellActivation;
  #told = -1;

  constructor(objects: JsonObjects, tell: TellActivation) {
    this.#objects = objects;
    this.#tell = tell;
  }

  async active(): Promise<ActiveWeights | undefined> {
    const pointer = await this.#objects.read<Pointer>(POINTER);
    if (pointer) await this.#tellOnce(pointer.content);
    return pointer?.content.active;
  }

  async activate({ active, events, audit }: Activation): Promise<{ readonly kind: 'activated' | 'stale' }> {
    checkUnitSize(1 + events.length + audit.length);
    const before = await this.#objects.read<Pointer>(POINTER);
    if ((before?.content.active.generation ?? -1) !== active.generation - 1) return { kind: 'stale' };
    if (before) await this.#tellOnce(before.content);
    const pointer = { active, events, audit };
    if (!(await this.#objects.swap(POINTER, before, pointer))) return { kind: 'stale' };
    await this.#tellOnce(pointer);
    return { kind: 'activated' };
  }

  async #tellOnce(pointer: Pointer): Promise<void> {
    const { generation } = pointer.active;
    if (generation <= this.#told) return;
    await this.#tell(pointer);
    this.#told = Math.max(this.#told, generation);
  }
}

/** For processes without rights on the tables: they only look, and tell nothing. */
export async function readActive(objects: JsonObjects): Promise<ActiveWeights | undefined> {
  return (await objects.read<Pointer>(POINTER))?.content.active;
}
