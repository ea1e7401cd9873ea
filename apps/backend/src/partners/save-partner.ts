import type { AuditEntry, DomainEvent, Recipient, Supplier } from '@sprk/contracts';
import { AppError, canonicalJson, type PartnerStore } from '@sprk/core';
import type { BackendDeps } from '../deps.ts';

export interface PartnerKind<P extends Supplier | Recipient, I extends object> {
  readonly name: 'supplier' | 'recipient';
  readonly prefix: 'sup' | 'rec';
  readonly store: PartnerStore<P>;
  /** @throws AppError validation_failed */
  readonly toStored: (input: I, stored: { id: string; createdAt: string; version: number }) => P;
  readonly toInput: (partner: P) => I;
}

export interface CreateCall<I> {
  readonly input: I;
  readonly idempotencyKey: string | undefined;
  readonly scope: string;
  readonly audit: (action: string, subject: string) => AuditEntry;
}

/** Creates a partner; one with a known externalId is updated instead. @returns whether it is new */
export async function savePartner<P extends Supplier | Recipient, I extends object>(
  deps: Pick<BackendDeps, 'clock' | 'ids' | 'sha256'>,
  kind: PartnerKind<P, I>,
  call: CreateCall<I>,
): Promise<{ readonly partner: P; readonly created: boolean }> {
  const at = new Date(deps.clock.now()).toISOString();
  const partner = kind.toStored(call.input, { id: deps.ids.next(kind.prefix), createdAt: at, version: 1 });
  const claim = call.idempotencyKey && {
    scope: `${kind.name}s/${call.scope}`,
    key: call.idempotencyKey,
    fingerprint: deps.sha256(canonicalJson(call.input)),
    resourceId: partner.id,
    at,
  };
  const result = await kind.store.create({
    partner,
    events: [changedEvent(deps, kind.name, partner)],
    audit: [call.audit(`${kind.name}.create`, partner.id)],
    ...(claim && { idempotency: claim }),
  });
  if (result.kind === 'created') return { partner, created: true };
  if (result.kind === 'keyReused') throw new AppError('idempotency_key_reused');
  if (result.kind === 'replayed') return { partner: await found(kind, result.resourceId), created: true };
  return { partner: await changePartner(deps, kind, result.id, call.input, call.audit), created: false };
}

/** Applies a patch to the newest version; the merged record must be valid as a whole. */
export async function changePartner<P extends Supplier | Recipient, I extends object>(
  deps: Pick<BackendDeps, 'clock' | 'ids'>,
  kind: PartnerKind<P, I>,
  id: string,
  patch: Partial<I>,
  audit: (action: string, subject: string) => AuditEntry,
): Promise<P> {
  for (let tries = 0; tries < 10; tries++) {
    const before = await found(kind, id);
    const input = { ...kind.toInput(before), ...patch };
    const { createdAt } = before;
    const partner = kind.toStored(input, { id, createdAt, version: before.version + 1 });
    const events = [changedEvent(deps, kind.name, partner)];
    const result = await kind.store.update({ partner, events, audit: [audit(`${kind.name}.update`, id)] });
    if (result.kind === 'updated') return partner;
  }
  throw new AppError('overloaded', { detail: 'This partner is changing too fast: try again.' });
}

async function found<P extends Supplier | Recipient>(
  kind: { readonly store: PartnerStore<P> },
  id: string,
): Promise<P> {
  const partner = await kind.store.find(id);
  if (!partner) throw new AppError('not_found');
  return partner;
}

function changedEvent(
  deps: Pick<BackendDeps, 'clock' | 'ids'>,
  kind: 'supplier' | 'recipient',
  { id, version }: { readonly id: string; readonly version: number },
): DomainEvent {
  return {
    specversion: '1.0',
    id: `${id}:${version}`,
    source: 'sprk',
    type: 'partner.changed',
    subject: id,
    time: new Date(deps.clock.now()).toISOString(),
    audience: kind === 'supplier' ? { supplierId: id } : { recipientId: id },
    data: { kind, partnerId: id, version },
  };
}
