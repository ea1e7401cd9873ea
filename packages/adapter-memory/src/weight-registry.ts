import type { Clock, WeightRegistry } from '@sprk/core';
import { checkUnitSize } from '@sprk/core/ports/unit-size';
import { parseCursor } from '@sprk/core/shared/page-cursor';
import { emit, type MemoryState } from './memory-state.ts';
import { toPage } from './page.ts';

export function createMemoryWeightRegistry(state: MemoryState, clock: Clock): WeightRegistry {
  const newestFirst = () => [...state.weights.values()].reverse();
  return {
    async publish(weights) {
      if (state.weights.has(weights.version)) return { kind: 'exists' };
      const newest = newestFirst()[0];
      if (newest && newest.sequence >= weights.sequence) return { kind: 'outdated' };
      state.weights.set(weights.version, structuredClone(weights));
      return { kind: 'published' };
    },
    async find(version) {
      return structuredClone(state.weights.get(version));
    },
    async list(page) {
      const position = parseCursor('weights', page.cursor);
      const below = position === undefined ? Number.POSITIVE_INFINITY : Number(position);
      const bySequence = new Map(newestFirst().map((weights) => [String(weights.sequence), weights]));
      const sequences = [...bySequence.keys()].filter((sequence) => Number(sequence) < below);
      return toPage('weights', page, sequences, (sequence) => bySequence.get(sequence));
    },
    async active() {
      return structuredClone(state.active);
    },
    async activate({ active, events, audit }) {
      checkUnitSize(1 + events.length + audit.length);
      if (!state.weights.has(active.version)) return { kind: 'unknownVersion' };
      if ((state.active?.generation ?? -1) !== active.generation - 1) return { kind: 'stale' };
      state.active = structuredClone(active);
      state.audit.push(...structuredClone(audit));
      emit(state, events, clock.now());
      return { kind: 'activated' };
    },
  };
}
