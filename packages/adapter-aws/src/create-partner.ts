import type { Recipient, Supplier } from '@sprk/contracts';
import type { PartnerCreateResult, PartnerStore } from '@sprk/core';
import { checkUnitSize } from '@sprk/core/ports/unit-size';
import { auditWrites } from './audit-log.ts';
import { claimPart } from './claims.ts';
import { partnerEntry } from './directory-key.ts';
import type { Kernel } from './kernel.ts';
import type { PartnerKind } from './partner-keys.ts';
import { partnerWrite, takeExternalId } from './partner-writes.ts';
import { reasonOf, type UnitPart } from './unit-part.ts';

type Unit<P extends Supplier | Recipient> = Parameters<PartnerStore<P>['create']>[0];

/** @throws Error for a partner that is there already, under another key and externalId */
export async function createPartner<P extends Supplier | Recipient>(
  { deps, unit }: Kernel,
  kind: PartnerKind,
  { partner, idempotency, events, audit }: Unit<P>,
): Promise<PartnerCreateResult> {
  checkUnitSize(2 + events.length + audit.length);
  const { id, externalId } = partner;
  const parts: UnitPart<PartnerCreateResult>[] = [];
  if (idempotency) parts.push(claimPart(deps, idempotency));
  if (externalId !== undefined) {
    parts.push({
      write: takeExternalId(deps, kind, externalId, id),
      refused: (stored) => ({ kind: 'externalIdTaken', id: String(stored?.id) }),
    });
  }
  parts.push({
    write: partnerWrite(deps, kind, partner, true),
    refused() {
      throw new Error(`Partner ${id} exists already.`);
    },
  });
  parts.push(...auditWrites(deps, audit).map((write) => ({ write })));
  const result = await unit.commit(
    parts.map(({ write }) => write),
    { events, touched: [partnerEntry(kind, id)], counts: { [`${kind}s`]: 1 } },
  );
  return result.kind === 'committed' ? { kind: 'created' } : reasonOf(parts, result);
}
