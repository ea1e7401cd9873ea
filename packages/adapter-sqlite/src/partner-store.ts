import type { Recipient, Supplier } from '@sprk/contracts';
import type { PartnerChangeUnit, PartnerStore } from '@sprk/core';
import { AppError } from '@sprk/core';
import { checkUnitSize } from '@sprk/core/ports/unit-size';
import { parseCursor } from '@sprk/core/shared/page-cursor';
import { refuse } from './group-commit.ts';
import { type PackedId, packId, unpackId } from './packed-id.ts';
import { pageFromRows } from './page.ts';
import type { Store } from './store.ts';

const TABLES = {
  supplier: { table: 'suppliers', prefix: 'sup' },
  recipient: { table: 'recipients', prefix: 'rec' },
} as const;

const MAX_DECODED = 20_000;

interface PartnerRow {
  readonly id: PackedId;
  readonly body: string;
}

/** Suppliers or recipients, by the name that the directory feed has for them. */
export function createSqlitePartnerStore<P extends Supplier | Recipient>(
  kind: 'supplier' | 'recipient',
  store: Store,
): PartnerStore<P> {
  const { writer, reader, group, outbox, sequence, claims } = store;
  const { table, prefix } = TABLES[kind];
  const findVersion = writer.prepare(`SELECT version FROM ${table} WHERE id = ?`);
  const findHolder = writer.prepare(`SELECT id FROM ${table} WHERE external_id = ?`);
  const put = writer.prepare(
    `INSERT INTO ${table} VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
       external_id = excluded.external_id, version = excluded.version, body = excluded.body, seq = excluded.seq`,
  );
  const readVersion = reader.prepare(`SELECT version FROM ${table} WHERE id = ?`);
  const read = reader.prepare(`SELECT body FROM ${table} WHERE id = ?`);
  const readByExternalId = reader.prepare(`SELECT body FROM ${table} WHERE external_id = ?`);
  const readFirst = reader.prepare(`SELECT id, body FROM ${table} ORDER BY id LIMIT ?`);
  const readAfter = reader.prepare(`SELECT id, body FROM ${table} WHERE id > ? ORDER BY id LIMIT ?`);
  const count = reader.prepare(`SELECT count(*) AS n FROM ${table}`);

  /** Decoded bodies by id, valid while the stored version is theirs: every registration and offer asks for one. */
  const decoded = new Map<string, P>();
  function remember(partner: P | undefined): P | undefined {
    if (decoded.size >= MAX_DECODED) decoded.clear();
    if (partner) decoded.set(partner.id, partner);
    return partner;
  }

  function write({ partner, events, audit }: PartnerChangeUnit<P>) {
    const { id, externalId, version } = partner;
    put.run(packId(prefix, id), externalId ?? null, version, JSON.stringify(partner), sequence.take());
    outbox.audit(audit);
    outbox.emit(events);
  }
  /** The other partner that the externalId belongs to. */
  function holder({ id, externalId }: P): string | undefined {
    if (externalId === undefined) return undefined;
    const row = findHolder.get(externalId) as { id: PackedId } | undefined;
    const found = row && unpackId(prefix, row.id);
    return found === id ? undefined : found;
  }

  return {
    async create(unit) {
      checkUnitSize(2 + unit.events.length + unit.audit.length);
      return group.run(() => {
        const clash = unit.idempotency && claims.clash(unit.idempotency);
        if (clash) return clash;
        const takenBy = holder(unit.partner);
        if (takenBy !== undefined) return { kind: 'externalIdTaken', id: takenBy };
        const { id } = unit.partner;
        if (findVersion.get(packId(prefix, id))) refuse(new Error(`Partner ${id} exists already.`));
        write(unit);
        if (unit.idempotency) claims.take(unit.idempotency);
        return { kind: 'created' };
      });
    },
    async update(unit) {
      checkUnitSize(1 + unit.events.length + unit.audit.length);
      return group.run(() => {
        const { id, version, externalId } = unit.partner;
        if (findVersion.get(packId(prefix, id))?.version !== version - 1) return { kind: 'stale' };
        const takenBy = holder(unit.partner);
        if (takenBy !== undefined) {
          refuse(
            new AppError('already_exists', { detail: `The externalId ${externalId} belongs to ${takenBy}.` }),
          );
        }
        write(unit);
        return { kind: 'updated' };
      });
    },
    async find(id) {
      const key = packId(prefix, id);
      const version = readVersion.get(key)?.version;
      if (version === undefined) return undefined;
      const known = decoded.get(id);
      if (known?.version === version) return known;
      return remember(partnerFromRow<P>(read.get(key)));
    },
    async findByExternalId(externalId) {
      return partnerFromRow<P>(readByExternalId.get(externalId));
    },
    async list(page) {
      const position = parseCursor(kind, page.cursor);
      const rows =
        position === undefined
          ? readFirst.all(page.limit + 1)
          : readAfter.all(packId(prefix, position), page.limit + 1);
      return pageFromRows(
        kind,
        rows as unknown as PartnerRow[],
        page.limit,
        (row): P => JSON.parse(row.body),
        (row) => unpackId(prefix, row.id),
      );
    },
    async count() {
      return Number(count.get()?.n);
    },
  };
}

function partnerFromRow<P>(row: Readonly<Record<string, unknown>> | undefined): P | undefined {
  return row && JSON.parse(String(row.body));
}
