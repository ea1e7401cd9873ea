import { fastify } from 'fastify'; import helmet from '@fastify/helmet';
import { createHttpServer } from './http-server.ts'; import { createMetrics } from './metrics.ts'; import { createLogger } from './logger.ts'; import { createOverload } from './overload.ts';
import { Agent } from 'node:http';
import http from 'node:http';
const schema = { body: { type: 'object', additionalProperties: false, required: ['product','massKg'], properties: { product: { type: 'string' }, massKg: { type: 'number' }, note: { type: 'string' } } }, response: { 201: { type: 'object', properties: { id: { type: 'string' } } } } };
const log = createLogger({ level: 'info', name: 'x' }); const metrics = createMetrics({ serviceName: 'x' });
const variants: Record<string, () => Promise<any>> = {
  bare: async () => fastify(),
  'bare+helmet': async () => { const a = fastify(); await a.register(helmet); return a; },
  ours: async () => createHttpServer({ log, metrics, name: 'public' }),
  'ours-noheaders': async () => createHttpServer({ log, metrics, name: 'public', securityHeaders: {} }),
  'ours+overload': async () => { const a = createHttpServer({ log, metrics, name: 'public' }); createOverload().protect(a); return a; },
};
const payload = JSON.stringify({ product: 'Bread', massKg: 3, note: 'x'.repeat(340) });
const apps: any = {};
for (const [k, f] of Object.entries(variants)) { const a = await f(); a.post('/v1/x', { schema }, async (_r: any, rep: any) => { rep.code(201); return { id: 'ovs_1' }; }); await a.listen({ port: 0, host: '127.0.0.1' }); apps[k] = a; }
const which = process.argv[2];
console.log(JSON.stringify(Object.fromEntries(Object.entries(apps).map(([k, a]: any) => [k, a.server.address().port]))));
if (which) { /* serve only */ } 
process.on('message', () => process.exit());
// in-process closed loop with a raw client; CPU of the server = total CPU - same client on bare
import { connect } from 'node:net';
function load(port: number, ms: number): Promise<{ n: number; cpu: number }> { return new Promise((res) => { let n = 0; let stop = false; let open = 32; const cpu0 = process.cpuUsage();
  const raw = `POST /v1/x HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${payload.length}\r\n\r\n${payload}`;
  for (let i = 0; i < 32; i++) { const s = connect(port, '127.0.0.1', () => s.write(raw)); s.on('data', (d) => { n++; if (stop) { s.destroy(); if (--open === 0) { const c = process.cpuUsage(cpu0); res({ n, cpu: c.user + c.system }); } } else s.write(raw); }); }
  setTimeout(() => { stop = true; }, ms); }); }
const out: Record<string, number[]> = {};
for (let r = 0; r < 7; r++) for (const [k, a] of Object.entries<any>(apps)) { const { n, cpu } = await load(a.server.address().port, 700); (out[k] ??= []).push(cpu / n); }
for (const [k, v] of Object.entries(out)) console.log(k.padEnd(16), 'CPU us per request (client+server):', v.slice(2).sort((a, b) => a - b)[2]!.toFixed(1), 'min', Math.min(...v).toFixed(1));
process.exit();
