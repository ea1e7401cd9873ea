import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Metrics } from './metrics.ts';

/**
 * Memory, event loop delay since the last scrape, CPU and uptime of this process.
 * @returns stops the measurement.
 */
export function observeProcess({ gauge }: Pick<Metrics, 'gauge'>): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();

  gauge('process.resident_memory', { help: 'Resident set size', unit: 'bytes' }, () =>
    process.memoryUsage.rss(),
  );
  gauge(
    'process.heap_used',
    { help: 'JavaScript heap in use', unit: 'bytes' },
    () => process.memoryUsage().heapUsed,
  );
  gauge('process.uptime', { help: 'Time since the process started', unit: 'seconds' }, () =>
    process.uptime(),
  );
  gauge('process.cpu', { help: 'User and system CPU time used so far', unit: 'seconds' }, () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  gauge('nodejs.eventloop.delay', { help: 'Event loop delay since the last scrape', unit: 'seconds' }, () => {
    const seen = [
      { value: delay.percentile(50) / 1e9, labels: { quantile: '0.5' } },
      { value: delay.percentile(99) / 1e9, labels: { quantile: '0.99' } },
      { value: delay.max / 1e9, labels: { quantile: '1' } },
    ];
    delay.reset();
    return seen;
  });

  return () => {
    delay.disable();
  };
}
