import type { AuditLog, Clock, ImpactLedger, PolicyStore } from '@sprk/core';
import { checkUnitSize } from '@sprk/core/ports/unit-size';
import { toKg } from '@sprk/core/shared/milligrams';
import { parseCursor } from '@sprk/core/shared/page-cursor';
import { emit, type MemoryState } from './memory-state.ts';
import { toPage } from './page.ts';

export function createMemoryPolicyStore(state: MemoryState, clock: Clock): PolicyStore {
  return {
    async current() {
      return structuredClone(state.policy);
    },
    async put({ policy, events, audit }) {
      checkUnitSize(1 + events.length + audit.length);
      if (state.policy.version !== policy.version - 1) return { kind: 'stale' };
      state.policy = structuredClone(policy);
      state.directory.touch('policy:');
      state.audit.push(...structuredClone(audit));
      emit(state, events, clock.now());
      return { kind: 'stored' };
    },
  };
}

export function createMemoryAuditLog(state: MemoryState): AuditLog {
  return {
    async list(page) {
      const end = Number(parseCursor('audit', page.cursor) ?? state.audit.length);
      const positions = Array.from({ length: end }, (_, index) => String(end - 1 - index));
      return toPage('audit', page, positions, (position) => state.audit[Number(position)]);
    },
  };
}

export function createMemoryImpactLedger(state: MemoryState): ImpactLedger {
  return {
    async collected(fromDate, toDate) {
      let lots = 0;
      const mgByCategory = new Map<string, number>();
      for (const [date, day] of state.impact) {
        if (date < fromDate || date > toDate) continue;
        lots += day.lots;
        for (const [category, mg] of day.mgByCategory) {
          mgByCategory.set(category, (mgByCategory.get(category) ?? 0) + mg);
        }
      }
      const massKgByCategory = Object.fromEntries([...mgByCategory].map(([name, mg]) => [name, toKg(mg)]));
      return { lots, massKgByCategory };
    },
  };
}
