import type { DatabaseSync } from 'node:sqlite';
import type { IdempotencyClaim, IdempotencyClash } from '@sprk/core';
import type { Participant } from './group-commit.ts';
import { LateIndex } from './late-index.ts';
import { type PackedId, packId, unpackId } from './packed-id.ts';

/** More than come with any group on average, so that the log stays short. */
const FORGET_ROWS = 256;

interface ClaimRow {
  readonly fingerprint: Uint8Array | string;
  /** Nearly all claims are of lots; other ids keep their text, so that the prefix is never in doubt. */
  readonly resource: PackedId;
  readonly at: number;
}
interface LogRow {
  readonly n: number;
  readonly scope: PackedId;
  readonly key: string;
}

/** Keys of idempotent calls: a log in order of time, and behind it a table in order of the keys. */
export class Claims implements Participant {
  readonly #sql: ReturnType<typeof prepare>;
  readonly #late: LateIndex;
  /** Rows of the log up to here are in the table: in the open transaction, and durably. */
  #movedThrough = 0;
  #forgettable = 0;
  #next = 0;
  #durable = 0;

  constructor(writer: DatabaseSync, reader: DatabaseSync, batch?: number) {
    this.#sql = prepare(writer, reader);
    this.#late = new LateIndex({
      move: (n) => this.#sql.move.run(n),
      finish: (through) => {
        this.#movedThrough = through;
      },
      batch,
    });
    for (const { n, scope, key } of this.#sql.log.all() as unknown as LogRow[]) {
      this.#late.restore(nameOf(unpackId('sup', scope), key), n);
      this.#durable = n;
    }
    this.#next = this.#durable;
  }

  /** Stores the claim, or says what stands against it; then nothing was written. */
  take(claim: IdempotencyClaim): IdempotencyClash | undefined {
    const clash = this.clash(claim);
    if (clash) return clash;
    const { scope, key, fingerprint, resourceId, at } = claim;
    this.#next += 1;
    this.#sql.insert.run(
      this.#next,
      packId('sup', scope),
      key,
      packFingerprint(fingerprint),
      packId('ovs', resourceId),
      Date.parse(at),
    );
    this.#late.add(nameOf(scope, key), this.#next);
    return undefined;
  }

  /** What stands against a claim, without storing it. */
  clash({ scope, key, fingerprint }: IdempotencyClaim): IdempotencyClash | undefined {
    const n = this.#late.find(nameOf(scope, key));
    const row = n === undefined ? this.#sql.find.get(packId('sup', scope), key) : this.#sql.findInLog.get(n);
    if (!row) return undefined;
    const earlier = claimFromRow(scope, key, row as unknown as ClaimRow);
    return earlier.fingerprint === fingerprint
      ? { kind: 'replayed', resourceId: earlier.resourceId }
      : { kind: 'keyReused' };
  }

  find(scope: string, key: string): IdempotencyClaim | undefined {
    const n = this.#late.findDurable(nameOf(scope, key));
    const row = n === undefined ? this.#sql.read.get(packId('sup', scope), key) : this.#sql.readInLog.get(n);
    return row && claimFromRow(scope, key, row as unknown as ClaimRow);
  }

  /** Moves up to `count` claims from the log to the table. Inside a transaction only. */
  catchUp(count: number): void {
    this.#late.catchUp(count);
  }

  flush(): void {
    // A slice at a time, as thousands of rows at once would hold up everybody.
    if (this.#forgettable > 0) this.#sql.forget.run(this.#forgettable, FORGET_ROWS);
    this.#late.flush();
  }

  committed(): void {
    this.#durable = this.#next;
    this.#forgettable = this.#movedThrough;
    this.#late.committed();
  }

  rolledBack(): void {
    this.#next = this.#durable;
    this.#movedThrough = this.#forgettable;
    this.#late.rolledBack();
  }
}

function prepare(writer: DatabaseSync, reader: DatabaseSync) {
  const find = 'SELECT fingerprint, resource, at FROM claims WHERE scope = ? AND key = ?';
  const findInLog = 'SELECT fingerprint, resource, at FROM claims_log WHERE n = ?';
  return {
    insert: writer.prepare('INSERT INTO claims_log VALUES (?, ?, ?, ?, ?, ?)'),
    find: writer.prepare(find),
    findInLog: writer.prepare(findInLog),
    read: reader.prepare(find),
    readInLog: reader.prepare(findInLog),
    log: writer.prepare('SELECT n, scope, key FROM claims_log ORDER BY n'),
    move: writer.prepare(
      `INSERT INTO claims SELECT scope, key, fingerprint, resource, at FROM claims_log WHERE n = ?
       ON CONFLICT DO NOTHING`,
    ),
    forget: writer.prepare(
      'DELETE FROM claims_log WHERE n IN (SELECT n FROM claims_log WHERE n <= ? ORDER BY n LIMIT ?)',
    ),
  };
}

function claimFromRow(scope: string, key: string, { fingerprint, resource, at }: ClaimRow): IdempotencyClaim {
  return {
    scope,
    key,
    fingerprint: unpackFingerprint(fingerprint),
    resourceId: unpackId('ovs', resource),
    at: new Date(at).toISOString(),
  };
}

/** A key cannot hold the character that separates it from its scope. */
function nameOf(scope: string, key: string): string {
  return `${scope}\u0000${key}`;
}

/** 64 hexadecimal digits as 32 bytes, any other text as it is. */
function packFingerprint(fingerprint: string): Uint8Array | string {
  return /^[0-9a-f]{64}$/.test(fingerprint) ? Buffer.from(fingerprint, 'hex') : fingerprint;
}

function unpackFingerprint(packed: Uint8Array | string): string {
  return typeof packed === 'string' ? packed : Buffer.from(packed).toString('hex');
}
