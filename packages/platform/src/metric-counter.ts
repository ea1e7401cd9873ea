import type { Meter, MetricOptions } from '@opentelemetry/api';
import type { Counter, CounterHandle, Labels } from './metrics.ts';

type Cell = CounterHandle & { readonly labels: Labels; total: number };

/** More label sets than this mean that an id has become a label: the rest is counted together. */
const MAX_LABEL_SETS = 1000;
const NO_LABELS: Labels = {};
const OVERFLOW: Labels = { overflow: 'true' };

/**
 * A counter that keeps its own totals and hands them to OpenTelemetry at each scrape. The SDK's counter sorts
 * and serialises the labels at every add (0.5 us measured); a cached handle costs a hundredth of that.
 */
export function createCounter(meter: Meter, name: string, options: MetricOptions): Counter {
  const cells = new Map<string, Cell>();

  meter.createObservableCounter(name, options).addCallback((result) => {
    for (const cell of cells.values()) result.observe(cell.total, cell.labels);
  });

  function cellOf(labels: Labels): Cell {
    const key = Object.keys(labels).length === 0 ? '' : keyOf(labels);
    const known = cells.get(key);
    if (known !== undefined) return known;
    if (cells.size >= MAX_LABEL_SETS && labels !== OVERFLOW) return cellOf(OVERFLOW);
    const cell = newCell(labels);
    cells.set(key, cell);
    return cell;
  }

  return {
    add: (count, labels = NO_LABELS) => cellOf(labels).add(count),
    with: (labels) => cellOf(labels),
  };
}

function newCell(labels: Labels): Cell {
  const cell: Cell = {
    labels,
    total: 0,
    add(count) {
      if (count >= 0) cell.total += count;
    },
  };
  return cell;
}

/** Equal for the same labels in another order. */
function keyOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
