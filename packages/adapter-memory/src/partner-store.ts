import type { Recipient, Supplier } from '@sprk/contracts';
import type { Clock, PartnerChangeUnit, PartnerStore } from '@sprk/core';
import { AppError } from '@sprk/core';
import { checkUnitSize } from '@sprk/core/ports/unit-size';
import { parseCursor } from '@sprk/core/shared/page-cursor';
import { findClash, storeClaim } from './claims.ts';
import { emit, type MemoryState, type PartnerTable } from './memory-state.ts';
import { toPage } from './page.ts';

/** Suppliers or recipients, by the name that the directory feed has for them. */
export function createMemoryPartnerStore<P extends Supplier | Recipient>(
  kind: 'supplier' | 'recipient',
  table: PartnerTable<P>,
  state: MemoryState,
  clock: Clock,
): PartnerStore<P> {
  function write(unit: PartnerChangeUnit<P>) {
    const { partner } = unit;
    const before = table.byId.get(partner.id);
    if (before?.externalId !== undefined) table.idByExternalId.delete(before.externalId);
    if (partner.externalId !== undefined) table.idByExternalId.set(partner.externalId, partner.id);
    table.byId.set(partner.id, structuredClone(partner));
    table.ids.add(partner.id);
    state.directory.touch(`${kind}:${partner.id}`);
    state.audit.push(...structuredClone(unit.audit));
    emit(state, unit.events, clock.now());
  }
  /** The other partner that the externalId belongs to. */
  function holder(partner: P): string | undefined {
    const id = partner.externalId === undefined ? undefined : table.idByExternalId.get(partner.externalId);
    return id === partner.id ? undefined : id;
  }

  return {
    async create(unit) {
      const clash = unit.idempotency && findClash(state, unit.idempotency);
      if (clash) return clash;
      checkUnitSize(2 + unit.events.length + unit.audit.length);
      const takenBy = holder(unit.partner);
      if (takenBy !== undefined) return { kind: 'externalIdTaken', id: takenBy };
      if (table.byId.has(unit.partner.id)) throw new Error(`Partner ${unit.partner.id} exists already.`);
      write(unit);
      if (unit.idempotency) storeClaim(state, unit.idempotency);
      return { kind: 'created' };
    },
    async update(unit) {
      checkUnitSize(1 + unit.events.length + unit.audit.length);
      if (table.byId.get(unit.partner.id)?.version !== unit.partner.version - 1) return { kind: 'stale' };
      const takenBy = holder(unit.partner);
      if (takenBy !== undefined) {
        throw new AppError('already_exists', {
          detail: `The externalId ${unit.partner.externalId} belongs to ${takenBy}.`,
        });
      }
      write(unit);
      return { kind: 'updated' };
    },
    async find(id) {
      return structuredClone(table.byId.get(id));
    },
    async findByExternalId(externalId) {
      const id = table.idByExternalId.get(externalId);
      return id === undefined ? undefined : structuredClone(table.byId.get(id));
    },
    async list(page) {
      const position = parseCursor(kind, page.cursor);
      return toPage(kind, page, table.ids.above(position), (id) => table.byId.get(id));
    },
    async count() {
      return table.byId.size;
    },
  };
}
