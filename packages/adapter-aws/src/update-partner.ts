import type { Recipient, Supplier } from '@sprk/contracts';
import { AppError, type PartnerChangeUnit } from '@sprk/core';
import { checkUnitSize } from '@sprk/core/ports/unit-size';
import { auditWrites } from './audit-log.ts';
import type { AwsDeps } from './aws-deps.ts';
import { partnerEntry } from './directory-key.ts';
import { findPartner } from './find-partner.ts';
import type { Kernel } from './kernel.ts';
import type { PartnerKind } from './partner-keys.ts';
import { partnerWrite, releaseExternalId, takeExternalId } from './partner-writes.ts';
import { reasonOf, type UnitPart } from './unit-part.ts';

type Partner = Supplier | Recipient;
type Result = { readonly kind: 'updated' } | { readonly kind: 'stale' };

/** @throws AppError already_exists when the externalId belongs to another partner */
export async function updatePartner<P extends Partner>(
  { deps, unit }: Kernel,
  kind: PartnerKind,
  { partner, events, audit }: PartnerChangeUnit<P>,
): Promise<Result> {
  checkUnitSize(1 + events.length + audit.length);
  // Only tells which externalId to release: the condition on the version holds it to that.
  const before = await findPartner<P>(deps, kind, partner.id);
  if (before?.version !== partner.version - 1) return { kind: 'stale' };
  const parts: readonly UnitPart<Result>[] = [
    { write: partnerWrite(deps, kind, partner, false), refused: () => ({ kind: 'stale' }) },
    ...externalIdParts(deps, kind, before, partner),
    ...auditWrites(deps, audit).map((write) => ({ write })),
  ];
  const result = await unit.commit(
    parts.map(({ write }) => write),
    { events, touched: [partnerEntry(kind, partner.id)], counts: {} },
  );
  return result.kind === 'committed' ? { kind: 'updated' } : reasonOf(parts, result);
}

/** Moves the externalId with the partner. */
function externalIdParts(
  deps: AwsDeps,
  kind: PartnerKind,
  before: Partner,
  { id, externalId }: Partner,
): readonly UnitPart<Result>[] {
  if (before.externalId === externalId) return [];
  const parts: UnitPart<Result>[] = [];
  if (before.externalId !== undefined) {
    parts.push({ write: releaseExternalId(deps, kind, before.externalId) });
  }
  if (externalId !== undefined) {
    parts.push({
      write: takeExternalId(deps, kind, externalId, id),
      refused(stored) {
        throw new AppError('already_exists', {
          detail: `The externalId ${externalId} belongs to ${stored?.id}.`,
        });
      },
    });
  }
  return parts;
}
