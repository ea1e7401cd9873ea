import type { IdempotencyClaim, IdempotencyClash } from '@sprk/core';
import type { MemoryState } from './memory-state.ts';

/** What stands against a claim: the same key was used before. */
export function findClash(state: MemoryState, claim: IdempotencyClaim): IdempotencyClash | undefined {
  const earlier = state.claims.get(claimKey(claim));
  if (!earlier) return undefined;
  return earlier.fingerprint === claim.fingerprint
    ? { kind: 'replayed', resourceId: earlier.resourceId }
    : { kind: 'keyReused' };
}

export function storeClaim(state: MemoryState, claim: IdempotencyClaim): void {
  state.claims.set(claimKey(claim), structuredClone(claim));
}

function claimKey(claim: IdempotencyClaim): string {
  return JSON.stringify([claim.scope, claim.key]);
}
