import type { Meter, MetricOptions } from '@opentelemetry/api';
import { createLabelCells } from './label-cells.ts';
import type { Counter, CounterHandle, Labels } from './metrics.ts';

type Cell = CounterHandle & { readonly labels: Labels; total: number };

/**
 * A counter that keeps its own totals and hands them to OpenTelemetry at each scrape. The SDK's counter sorts
 * and serialises the labels at every add (0.5 us measured); a kept handle costs a hundredth of that.
 */
export function createCounter(meter: Meter, name: string, options: MetricOptions): Counter {
  const cells = createLabelCells(newCell);

  meter.createObservableCounter(name, options).addCallback((result) => {
    for (const cell of cells.all()) result.observe(cell.total, cell.labels);
  });

  return { add: (count, labels) => cells.of(labels).add(count), with: cells.of };
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
