import type { DatabaseSync } from 'node:sqlite';
import type { Lot } from '@sprk/core';
import { LateIndex } from './late-index.ts';
import { comparePacked, type PackedId, packId, unpackId } from './packed-id.ts';

interface LotRow {
  readonly n: number;
  readonly supplier: PackedId;
  readonly id: PackedId;
}

/** Which lots a supplier has, in the table supplier_lots and, for the newest ones, in memory. */
export class SupplierLots extends LateIndex {
  constructor(writer: DatabaseSync, batch?: number) {
    const move = writer.prepare(
      'INSERT INTO supplier_lots SELECT supplier, id FROM lots WHERE n = ? ON CONFLICT DO NOTHING',
    );
    const note = writer.prepare(
      `INSERT INTO meta VALUES ('supplierLotsThrough', ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
    );
    super({ move: (n) => move.run(n), finish: (through) => note.run(through), batch });
    const rows = writer.prepare(
      `SELECT n, supplier, id FROM lots
       WHERE n > coalesce((SELECT value FROM meta WHERE name = 'supplierLotsThrough'), 0) ORDER BY n`,
    );
    for (const { n, supplier, id } of rows.all() as unknown as LotRow[]) {
      this.restore(nameOf(unpackId('sup', supplier), unpackId('ovs', id)), n);
    }
  }

  /** @param n Number of the lot in its table. */
  inserted(lot: Lot, n: number): void {
    this.add(nameOf(lot.registration.supplierId, lot.id), n);
  }

  /** Durable lots of the supplier that may be missing in the table, newest first. */
  newestOf(supplierId: string): PackedId[] {
    const prefix = nameOf(supplierId, '');
    const ids: PackedId[] = [];
    for (const name of this.names()) {
      if (name.startsWith(prefix)) ids.push(packId('ovs', name.slice(prefix.length)));
    }
    return ids.sort((a, b) => comparePacked(b, a));
  }
}

function nameOf(supplierId: string, lotId: string): string {
  return `${supplierId}\u0000${lotId}`;
}
