/** Key of one idempotent POST: `scope` is the partner (or operator) the key belongs to. */
export interface IdempotencyClaim {
  readonly scope: string;
  readonly key: string;
  /** SHA-256 of the canonical body, hex. */
  readonly fingerprint: string;
  /** What was made: given back on replay. */
  readonly resourceId: string;
  readonly at: string;
}

export type IdempotencyClash =
  /** Same key, same body: nothing was written; `resourceId` is what the first call made. */
  | { readonly kind: 'replayed'; readonly resourceId: string }
  /** Same key, other body: nothing was written. */
  | { readonly kind: 'keyReused' };
