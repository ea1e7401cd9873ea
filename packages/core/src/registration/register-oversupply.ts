import type { OversupplyInput, Registration, Supplier } from '@sprk/contracts';
import { matchingWakeAt, matchRequestOf } from '../offers/ask-matcher.ts';
import type { Lot } from '../offers/lot.ts';
import type { Clock, Ids } from '../ports/basics.ts';
import type { IdempotencyClaim } from '../ports/idempotency.ts';
import type { LotStore } from '../ports/lot-store.ts';
import type { PartnerStore } from '../ports/partner-store.ts';
import { AppError } from '../shared/errors.ts';
import { roundKg } from '../shared/mass.ts';
import { checkOversupply } from './check-oversupply.ts';
import { fingerprintText } from './fingerprint-text.ts';

export interface RegistrationDeps {
  readonly lots: LotStore;
  readonly suppliers: PartnerStore<Supplier>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** SHA-256, hex. */
  readonly sha256: (text: string) => string;
}

export interface RegistrationCall {
  readonly supplierId: string;
  /** Without `supplierId`. */
  readonly input: Omit<OversupplyInput, 'supplierId'>;
  /** Absent: the caller takes the risk of posting twice. */
  readonly idempotencyKey?: string | undefined;
  readonly traceparent?: string | undefined;
}

/** What a registration made: `created` now, or `replayed` from an earlier call with the same key and body. */
export interface Registered {
  readonly kind: 'created' | 'replayed';
  readonly lot: Lot;
}

/**
 * Stores a lot durably and asks the matcher in the same unit of work. The same key and body always give the same lot.
 * @throws AppError validation_failed (naming every bad field), idempotency_key_reused, not_found
 */
export async function registerOversupply(
  deps: RegistrationDeps,
  call: RegistrationCall,
): Promise<Registered> {
  const supplier = await deps.suppliers.find(call.supplierId);
  if (!supplier) throw new AppError('not_found', { detail: 'There is no such supplier.' });
  const now = deps.clock.now();
  const id = deps.ids.next('ovs');
  const idempotency: IdempotencyClaim = {
    scope: call.supplierId,
    key: call.idempotencyKey ?? id,
    fingerprint: deps.sha256(fingerprintText(call.input)),
    resourceId: id,
    at: new Date(now).toISOString(),
  };
  const problems = checkOversupply(call.input, supplier.timeZone, now);
  if (!supplier.active) problems.push({ path: 'supplierId', message: 'this supplier is not active' });
  if (problems.length > 0) return await replayOrRefuse(deps, idempotency, problems);

  const lot = newLot(id, registrationOf(call.input, supplier), now, call.traceparent);
  const result = await deps.lots.register({ lot, idempotency, events: [registeredEvent(lot)] });
  if (result.kind === 'registered') return { kind: 'created', lot };
  if (result.kind === 'keyReused') throw new AppError('idempotency_key_reused');
  return await replayed(deps, result.resourceId);
}

/** A replay stays a replay, even when the food it registered could not be registered any more. */
async function replayOrRefuse(
  deps: RegistrationDeps,
  claim: IdempotencyClaim,
  errors: { path: string; message: string }[],
): Promise<Registered> {
  const before = await deps.lots.findClaim(claim.scope, claim.key);
  if (!before) throw new AppError('validation_failed', { errors });
  if (before.fingerprint !== claim.fingerprint) throw new AppError('idempotency_key_reused');
  return await replayed(deps, before.resourceId);
}

async function replayed(deps: RegistrationDeps, id: string): Promise<Registered> {
  const lot = await deps.lots.find(id);
  if (!lot) throw new AppError('unavailable', { detail: 'The first answer is not readable yet: try again.' });
  return { kind: 'replayed', lot };
}

/** Masses are kept in whole grams, so that parts always add up to the whole. */
function registrationOf(input: RegistrationCall['input'], { id, lat, lon }: Supplier): Registration {
  const { massKg, minPartKg, ...facts } = input;
  return {
    ...facts,
    massKg: roundKg(massKg),
    ...(minPartKg !== undefined && { minPartKg: roundKg(minPartKg) }),
    supplierId: id,
    origin: { lat, lon },
  };
}

function newLot(id: string, registration: Registration, now: number, traceparent: string | undefined): Lot {
  const at = new Date(now).toISOString();
  return {
    id,
    registration,
    registeredAt: at,
    version: 1,
    status: 'matching',
    round: 1,
    askedAt: at,
    asks: 1,
    offers: [],
    lostTo: [],
    childIds: [],
    wakeAt: matchingWakeAt(now, 1, registration.collectBy),
    ...(traceparent && { traceparent }),
  };
}

function registeredEvent(lot: Lot) {
  return {
    specversion: '1.0' as const,
    id: `${lot.id}:1:0`,
    source: 'sprk' as const,
    type: 'oversupply.registered' as const,
    subject: lot.id,
    time: lot.registeredAt,
    ...(lot.traceparent && { traceparent: lot.traceparent }),
    audience: { supplierId: lot.registration.supplierId },
    data: matchRequestOf(lot),
  };
}
