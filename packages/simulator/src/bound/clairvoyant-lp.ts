import { createLotOptions } from '../world/lot-options.ts';
import type { World } from '../world/world.ts';

/**
 * The packing LP of somebody who knows all arrivals and answers: maximise sum value*x with, per lot, sum x <= 1 and,
 * per recipient and day, sum massKg*x <= capacityKg, x >= 0. Columns are sparse (CSC): a lot row and at most one slot row.
 */
export interface ClairvoyantLp {
  /** Of each column: value of the whole lot, > 0. */
  readonly value: Float64Array;
  /** Upper limits of the rows. */
  readonly limit: Float64Array;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly entries: Float64Array;
}

interface Edge {
  readonly lotRow: number;
  readonly slot: number;
  readonly valueKg: number;
  readonly massKg: number;
}

/** Columns for every yes with a value above 0; rows only for slots that could be too full. O(lots x recipients in range). */
export function clairvoyantLp(world: World): ClairvoyantLp {
  const { edges, lotRows } = yesEdges(world);
  const demandKg = new Map<number, number>();
  for (const { slot, massKg } of edges) demandKg.set(slot, (demandKg.get(slot) ?? 0) + massKg);
  const limit: number[] = new Array(lotRows).fill(1);
  const rowOfSlot = new Map<number, number>();
  const starts = [0];
  const indices: number[] = [];
  const entries: number[] = [];
  for (const { lotRow, slot, massKg } of edges) {
    indices.push(lotRow);
    entries.push(1);
    const capacityKg = world.recipients[Math.floor(slot / world.days)]?.capacityKg ?? 0;
    if ((demandKg.get(slot) ?? 0) > capacityKg) {
      const row = rowOfSlot.get(slot) ?? limit.push(capacityKg) - 1;
      rowOfSlot.set(slot, row);
      indices.push(row);
      entries.push(massKg);
    }
    starts.push(indices.length);
  }
  return {
    value: Float64Array.from(edges, ({ valueKg }) => valueKg),
    limit: Float64Array.from(limit),
    starts: Int32Array.from(starts),
    indices: Int32Array.from(indices),
    entries: Float64Array.from(entries),
  };
}

function yesEdges(world: World): { readonly edges: Edge[]; readonly lotRows: number } {
  const optionsOf = createLotOptions(world);
  const edges: Edge[] = [];
  let lotRows = 0;
  for (const lot of world.lots) {
    const answers = world.answers[lot.id] ?? {};
    const takers = optionsOf(lot).filter(
      ({ recipient, valueKg }) => answers[recipient.id]?.[1] === 1 && valueKg > 0,
    );
    for (const { index, day, valueKg } of takers) {
      edges.push({ lotRow: lotRows, slot: index * world.days + day, valueKg, massKg: lot.massKg });
    }
    if (takers.length > 0) lotRows++;
  }
  return { edges, lotRows };
}
