import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { type HistogramMetricData, MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { createCounter } from './metric-counter.ts';
import { createHistogram } from './metric-histogram.ts';
import { observeProcess } from './process-metrics.ts';

/** Low cardinality only: a route template, a status class, a reason code; never an id. */
export type Labels = Readonly<Record<string, string>>;
export type MetricOptions = {
  /** One sentence, shown by `/metrics`. */
  readonly help: string;
  /** Appended to the name, as Prometheus has it: `seconds`, `bytes`, `kilograms`, `ratio`. */
  readonly unit?: string;
};
export type CounterHandle = { add(count: number): void };
export type Counter = {
  add(count: number, labels?: Labels): void;
  /** A handle for hot paths: a few ns per add. */
  with(labels: Labels): CounterHandle;
};
export type HistogramHandle = { record(value: number): void };
export type Histogram = {
  record(value: number, labels?: Labels): void;
  with(labels: Labels): HistogramHandle;
};
export type Observation = { readonly value: number; readonly labels?: Labels };

export type Metrics = {
  /** Exported with the suffix `_total`. */
  counter(name: string, options: MetricOptions): Counter;
  /** @param options.buckets upper bounds, ascending; default: 1 ms to 10 s for seconds. */
  histogram(name: string, options: MetricOptions & { buckets?: readonly number[] }): Histogram;
  /** Read at each scrape; an observer that throws is left out of that scrape. */
  gauge(name: string, options: MetricOptions, observe: () => number | readonly Observation[]): void;
  /** The Prometheus text format. */
  render(): Promise<string>;
  shutdown(): Promise<void>;
};

export const LATENCY_BUCKETS_SECONDS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const;

/** Pulled, never pushed: `/metrics` of our own admin server renders it, so no second HTTP server is needed. */
class PullReader extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

/**
 * Counters, histograms and gauges of one service, with process metrics included. Asking for a name twice
 * exports it twice: ask once and pass it on.
 */
export function createMetrics({ serviceName }: { serviceName: string }): Metrics {
  const reader = new PullReader();
  const provider = new MeterProvider({ readers: [reader] });
  const meter = provider.getMeter(serviceName);
  const serializer = new PrometheusSerializer('', false, undefined, true, true);

  const histograms: (() => HistogramMetricData)[] = [];

  const metrics: Omit<Metrics, 'shutdown'> = {
    counter: (name, options) => createCounter(meter, fullName(name, options), toOtel(options)),
    histogram(name, options) {
      const buckets = options.buckets ?? LATENCY_BUCKETS_SECONDS;
      const made = createHistogram(fullName(name, options), { description: options.help, buckets });
      histograms.push(made.data);
      return made.histogram;
    },
    gauge(name, options, observe) {
      meter.createObservableGauge(fullName(name, options), toOtel(options)).addCallback((result) => {
        const seen = observe();
        if (typeof seen === 'number') result.observe(seen);
        else for (const { value, labels } of seen) result.observe(value, labels);
      });
    },
    async render() {
      const { resourceMetrics } = await reader.collect();
      const ours = { scope: { name: serviceName }, metrics: histograms.map((data) => data()) };
      return serializer.serialize({
        ...resourceMetrics,
        scopeMetrics: [...resourceMetrics.scopeMetrics, ours],
      });
    },
  };
  const stopObserving = observeProcess(metrics);

  return {
    ...metrics,
    async shutdown() {
      stopObserving();
      await provider.shutdown();
    },
  };
}

function toOtel({ help, unit }: MetricOptions) {
  return { description: help, ...(unit === undefined ? {} : { unit }) };
}

function fullName(name: string, { unit }: MetricOptions): string {
  return unit === undefined ? name : `${name}.${unit}`;
}
