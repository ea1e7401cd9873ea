import type { Counter, Metrics } from '@sprk/platform';

export interface CruncherMetrics {
  readonly learned: Counter;
  /** Deliveries of outcomes that the log held already. */
  readonly repeated: Counter;
  readonly deadLetters: Counter;
  readonly published: Counter;
  readonly activated: Counter;
  /** Published weights that may not be promoted, by the gate that said so. */
  readonly refused: Counter;
  readonly pushes: Counter;
  readonly failures: Counter;
}

export interface Gauges {
  readonly position: () => number;
  readonly labelled: () => number;
  /** NaN while there is none. */
  readonly logLoss: () => number;
}

export function createCruncherMetrics(metrics: Metrics, gauges: Gauges): CruncherMetrics {
  const { position, labelled, logLoss } = gauges;
  metrics.gauge('sprk.cruncher.position', { help: 'Outcomes of the log consumed' }, position);
  metrics.gauge('sprk.cruncher.labelled', { help: 'Outcomes that taught something, all time' }, labelled);
  metrics.gauge('sprk.cruncher.log_loss', { help: 'Progressive log-loss of the window, nats' }, () => {
    const value = logLoss();
    return Number.isFinite(value) ? value : [];
  });
  return {
    learned: metrics.counter('sprk.cruncher.outcomes.learned', { help: 'Outcomes consumed from the log' }),
    repeated: metrics.counter('sprk.cruncher.outcomes.repeated', { help: 'Outcomes known to the log' }),
    deadLetters: metrics.counter('sprk.cruncher.dead_letters', { help: 'Outcomes set aside' }),
    published: metrics.counter('sprk.cruncher.weights.published', { help: 'Weights published' }),
    activated: metrics.counter('sprk.cruncher.weights.activated', { help: 'Weights put into use' }),
    refused: metrics.counter('sprk.cruncher.weights.refused', { help: 'Weights not promoted, by gate' }),
    pushes: metrics.counter('sprk.cruncher.weights.pushes', { help: 'Pushes to matchers, by result' }),
    failures: metrics.counter('sprk.cruncher.failures', { help: 'Failed steps, by place' }),
  };
}
