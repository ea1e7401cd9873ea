import { type HrTime, ValueType } from '@opentelemetry/api';
import { AggregationTemporality, DataPointType, type HistogramMetricData } from '@opentelemetry/sdk-metrics';
import { createLabelCells } from './label-cells.ts';
import type { Histogram, HistogramHandle, Labels } from './metrics.ts';

type Cell = HistogramHandle & {
  readonly labels: Labels;
  readonly counts: number[];
  sum: number;
  count: number;
};
export type HistogramOptions = { readonly description: string; readonly buckets: readonly number[] };

/** The text format shows no times. */
const NO_TIME: HrTime = [0, 0];

/** A histogram with cells of its own, for the reason given at the counter; `data()` is what the SDK would export. */
export function createHistogram(name: string, { description, buckets }: HistogramOptions) {
  const boundaries = [...buckets];
  const cells = createLabelCells((labels) => newCell(labels, boundaries));

  function data(): HistogramMetricData {
    return {
      descriptor: { name, description, unit: '', valueType: ValueType.DOUBLE },
      aggregationTemporality: AggregationTemporality.CUMULATIVE,
      dataPointType: DataPointType.HISTOGRAM,
      dataPoints: Array.from(cells.all(), ({ labels, counts, sum, count }) => ({
        startTime: NO_TIME,
        endTime: NO_TIME,
        attributes: labels,
        value: { buckets: { boundaries, counts: [...counts] }, sum, count },
      })),
    };
  }

  const histogram: Histogram = { record: (value, labels) => cells.of(labels).record(value), with: cells.of };
  return { histogram, data };
}

function newCell(labels: Labels, boundaries: readonly number[]): Cell {
  const cell: Cell = {
    labels,
    counts: new Array<number>(boundaries.length + 1).fill(0),
    sum: 0,
    count: 0,
    record(value) {
      // NaN would poison the sum for ever.
      if (!Number.isFinite(value)) return;
      const above = boundaries.findIndex((boundary) => value <= boundary);
      const bucket = above === -1 ? boundaries.length : above;
      cell.counts[bucket] = (cell.counts[bucket] ?? 0) + 1;
      cell.sum += value;
      cell.count += 1;
    },
  };
  return cell;
}
