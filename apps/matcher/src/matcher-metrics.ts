import type { Counter, Histogram, Metrics } from '@sprk/platform';

export interface MatcherMetrics {
  /** By the effect the answer had at the backend. */
  readonly answers: Counter;
  readonly deadLetters: Counter;
  readonly batchSize: Histogram;
  readonly computing: Histogram;
  readonly latency: Histogram;
  readonly refusedWeights: Counter;
  readonly failures: Counter;
}

export interface Gauges {
  readonly directoryAgeSeconds: () => number;
  readonly generation: () => number;
  readonly recipients: () => number;
}

export function createMatcherMetrics(metrics: Metrics, gauges: Gauges): MatcherMetrics {
  const { directoryAgeSeconds, generation, recipients } = gauges;
  metrics.gauge(
    'sprk.matcher.directory.age',
    { help: 'Age of the view of the city', unit: 'seconds' },
    directoryAgeSeconds,
  );
  metrics.gauge('sprk.matcher.weights.generation', { help: 'Generation of the weights in use' }, generation);
  metrics.gauge('sprk.matcher.recipients', { help: 'Recipients in the view of the city' }, recipients);
  return {
    answers: metrics.counter('sprk.matcher.answers', { help: 'Match requests answered, by effect' }),
    deadLetters: metrics.counter('sprk.matcher.dead_letters', { help: 'Match requests set aside' }),
    batchSize: metrics.histogram('sprk.matcher.batch.size', {
      help: 'Match requests per batch',
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    }),
    computing: metrics.histogram('sprk.matcher.match.duration', {
      help: 'Time to compute one recommendation',
      unit: 'seconds',
    }),
    latency: metrics.histogram('sprk.matcher.answer.latency', {
      help: 'Time from the event to the answered recommendation',
      unit: 'seconds',
    }),
    refusedWeights: metrics.counter('sprk.matcher.weights.refused', { help: 'Weights refused' }),
    failures: metrics.counter('sprk.matcher.failures', { help: 'Failed calls and computations, by place' }),
  };
}
