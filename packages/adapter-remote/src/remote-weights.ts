import {
  type ActiveWeights,
  type Weights,
  WeightsActivated,
  WeightsFound,
  WeightsPublished,
  WeightsState,
} from '@sprk/contracts';
import { checkerOf } from './checked.ts';
import type { RemoteClient } from './remote-client.ts';

/** The weight registry behind the backend. What the artefacts hold is checked by who uses them. */
export interface RemoteWeights {
  state(): Promise<WeightsState>;
  find(version: string): Promise<Weights | undefined>;
  publish(weights: Weights): Promise<{ readonly kind: 'published' | 'exists' | 'outdated' }>;
  /** Swaps the pointer if it is still at `generation - 1`; `active` is what is in use afterwards. */
  activate(unit: {
    readonly version: string;
    readonly generation: number;
    readonly reason: string;
  }): Promise<{
    readonly kind: 'activated' | 'stale' | 'unknownVersion';
    readonly active: ActiveWeights | null;
  }>;
}

const PATH = '/internal/v1/weights';
const stateOf = checkerOf(WeightsState, `${PATH}/state`);
const foundOf = checkerOf(WeightsFound, `${PATH}/find`);
const publishedOf = checkerOf(WeightsPublished, `${PATH}/publish`);
const activatedOf = checkerOf(WeightsActivated, `${PATH}/activate`);

export function createRemoteWeights({ post }: RemoteClient): RemoteWeights {
  return {
    async state() {
      return stateOf(await post(`${PATH}/state`, {}));
    },
    async find(version) {
      return foundOf(await post(`${PATH}/find`, { version })).weights ?? undefined;
    },
    async publish(weights) {
      return publishedOf(await post(`${PATH}/publish`, { weights }));
    },
    async activate(unit) {
      return activatedOf(await post(`${PATH}/activate`, unit));
    },
  };
}
