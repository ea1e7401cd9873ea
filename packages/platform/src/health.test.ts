import { describe, expect, it } from 'vitest';
import { aHttpServer } from './_util.ts';
import { type ReadinessCheck, registerHealth } from './health.ts';

function anAdminServer(checks: readonly ReadinessCheck[]) {
  const { app, metrics } = aHttpServer({ name: 'admin' });
  registerHealth(app, { checks, metrics, timeoutMs: 20 });
  return { app, metrics };
}

describe('registerHealth', () => {
  it('is live whatever the checks say', async () => {
    const { app } = anAdminServer([{ name: 'store', check: () => 'closed' }]);

    expect((await app.inject('/livez')).statusCode).toBe(200);
  });

  it('is ready when every check passes', async () => {
    const { app } = anAdminServer([
      { name: 'store', check: () => undefined },
      { name: 'queue', check: async () => true },
    ]);
    const reply = await app.inject('/readyz');

    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toEqual({
      status: 'ok',
      checks: [
        { name: 'store', ok: true },
        { name: 'queue', ok: true },
      ],
    });
  });

  it('names what is not ready, also when a check throws or hangs', async () => {
    const { app } = anAdminServer([
      { name: 'store', check: () => 'no weights yet' },
      { name: 'queue', check: () => Promise.reject(new Error('connection refused')) },
      { name: 'bus', check: () => new Promise(() => {}) },
      {
        name: 'sync',
        check: () => {
          throw new Error('closed');
        },
      },
    ]);
    const reply = await app.inject('/readyz');

    expect(reply.statusCode).toBe(503);
    expect(reply.json().checks).toEqual([
      { name: 'store', ok: false, reason: 'no weights yet' },
      { name: 'queue', ok: false, reason: 'connection refused' },
      { name: 'bus', ok: false, reason: 'It took too long: try again shortly' },
      { name: 'sync', ok: false, reason: 'closed' },
    ]);
  });

  it('serves the metrics in the Prometheus text format', async () => {
    const { app, metrics } = anAdminServer([]);
    metrics.counter('offers', { help: 'Offers made' }).add(3, { channel: 'web' });
    const reply = await app.inject('/metrics');

    expect(reply.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(reply.body).toContain('offers_total{channel="web"} 3');
    await metrics.shutdown();
  });
});
