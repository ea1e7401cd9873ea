import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { IdempotencyClaim, IdempotencyClash } from '@sprk/core';
import { type IdPrefix, type PackedId, packId, unpackId } from './packed-id.ts';

interface ClaimRow {
  readonly fingerprint: Uint8Array | string;
  readonly resource: PackedId | string;
  readonly at: number;
}

/** Keys of idempotent calls. What they made has an id of one of three kinds. */
export class Claims {
  readonly #insert: StatementSync;
  readonly #find: StatementSync;
  readonly #read: StatementSync;

  constructor(writer: DatabaseSync, reader: DatabaseSync) {
    const find = 'SELECT fingerprint, resource, at FROM claims WHERE scope = ? AND key = ?';
    this.#insert = writer.prepare('INSERT INTO claims VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
    this.#find = writer.prepare(find);
    this.#read = reader.prepare(find);
  }

  /** Stores the claim, or says what stands against it; then nothing was written. */
  take(claim: IdempotencyClaim): IdempotencyClash | undefined {
    const { scope, key, fingerprint, resourceId, at } = claim;
    const { changes } = this.#insert.run(
      packId('sup', scope),
      key,
      packFingerprint(fingerprint),
      packResource(resourceId),
      Date.parse(at),
    );
    return changes === 1 ? undefined : this.clash(claim);
  }

  /** What stands against a claim, without storing it. */
  clash({ scope, key, fingerprint }: IdempotencyClaim): IdempotencyClash | undefined {
    const row = this.#find.get(packId('sup', scope), key) as ClaimRow | undefined;
    if (!row) return undefined;
    return unpackFingerprint(row.fingerprint) === fingerprint
      ? { kind: 'replayed', resourceId: unpackResource(row.resource) }
      : { kind: 'keyReused' };
  }

  find(scope: string, key: string): IdempotencyClaim | undefined {
    const row = this.#read.get(packId('sup', scope), key) as ClaimRow | undefined;
    return (
      row && {
        scope,
        key,
        fingerprint: unpackFingerprint(row.fingerprint),
        resourceId: unpackResource(row.resource),
        at: new Date(row.at).toISOString(),
      }
    );
  }
}

/** 64 hexadecimal digits as 32 bytes, any other text as it is. */
function packFingerprint(fingerprint: string): Uint8Array | string {
  return /^[0-9a-f]{64}$/.test(fingerprint) ? Buffer.from(fingerprint, 'hex') : fingerprint;
}

function unpackFingerprint(packed: Uint8Array | string): string {
  return typeof packed === 'string' ? packed : Buffer.from(packed).toString('hex');
}

/** Nearly all claims are of lots; other ids keep their text, so that the prefix is never in doubt. */
function packResource(id: string): PackedId {
  return packId('ovs', id);
}

function unpackResource(packed: PackedId): string {
  const prefix: IdPrefix = 'ovs';
  return unpackId(prefix, packed);
}
