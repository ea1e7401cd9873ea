import { describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

describe('createMetrics', () => {
  it('counts by label set, whatever the order of the labels', async () => {
    await using metrics = aMetrics();
    const offers = metrics.counter('offers', { help: 'Offers made' });
    const web = offers.with({ channel: 'web', status: 'accepted' });

    web.add(1);
    web.add(2);
    offers.add(1, { status: 'accepted', channel: 'web' });
    offers.add(5);
    offers.add(-1);

    const text = await metrics.render();
    expect(text).toContain('# HELP offers_total Offers made');
    expect(text).toContain('# TYPE offers_total counter');
    expect(text).toContain('offers_total{channel="web",status="accepted"} 4');
    expect(text).toContain('\noffers_total 5');
  });

  it('keeps memory bounded when an id becomes a label, and loses no count', async () => {
    await using metrics = aMetrics();
    const offers = metrics.counter('offers', { help: 'Offers made' });
    for (let index = 0; index < 1500; index += 1) offers.add(1, { id: `off_${index}` });

    const lines = (await metrics.render()).split('\n').filter((line) => line.startsWith('offers_total'));

    expect(lines).toHaveLength(1001);
    expect(lines).toContain('offers_total{overflow="true"} 500');
  });

  it('sorts durations into buckets and appends the unit to the name', async () => {
    await using metrics = aMetrics();
    const duration = metrics.histogram('match.duration', { help: 'Time of a match', unit: 'seconds' });
    const mass = metrics.histogram('lot.mass', { help: 'Mass', unit: 'kilograms', buckets: [1, 10] });
    duration.record(0.003, { mode: 'batch' });
    mass.record(5);

    const text = await metrics.render();

    expect(text).toContain('match_duration_seconds_bucket{mode="batch",le="0.0025"} 0');
    expect(text).toContain('match_duration_seconds_bucket{mode="batch",le="0.005"} 1');
    expect(text).toContain('lot_mass_kilograms_bucket{le="10"} 1');
    expect(text).toContain('lot_mass_kilograms_sum 5');
  });

  it('reads gauges at each scrape', async () => {
    await using metrics = aMetrics();
    let depth = 1;
    metrics.gauge('queue.depth', { help: 'Messages waiting' }, () => depth);
    metrics.gauge('queue.age', { help: 'Age', unit: 'seconds' }, () => [
      { value: 2, labels: { queue: 'outcomes' } },
    ]);
    await metrics.render();
    depth = 7;

    const text = await metrics.render();

    expect(text).toContain('queue_depth 7');
    expect(text).toContain('queue_age_seconds{queue="outcomes"} 2');
  });

  it('leaves out a gauge that throws and keeps the rest', async () => {
    await using metrics = aMetrics();
    metrics.gauge('broken', { help: 'Broken' }, () => {
      throw new Error('closed');
    });
    metrics.gauge('whole', { help: 'Whole' }, () => 1);

    expect(await metrics.render()).toContain('whole 1');
  });

  it('includes the process itself', async () => {
    await using metrics = aMetrics();
    const text = await metrics.render();

    expect(text).toMatch(/process_resident_memory_bytes \d{7,}/);
    expect(text).toMatch(/process_uptime_seconds \d/);
    expect(text).toMatch(/nodejs_eventloop_delay_seconds\{quantile="0.99"\} \d/);
  });
});

function aMetrics() {
  const metrics = createMetrics({ serviceName: 'test' });
  return { ...metrics, [Symbol.asyncDispose]: () => metrics.shutdown() };
}
