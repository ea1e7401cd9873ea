import { fastify, LogController } from 'fastify';
import { createMetrics } from './metrics.ts'; import { createLogger } from './logger.ts'; import { createSchemaCompiler } from './schema-compiler.ts'; import { observeRequests } from './http-observation.ts'; import { API_SECURITY_HEADERS as H } from './security-headers.ts'; import { childOf, withTrace } from './trace.ts'; import { createRandomBytes } from './random-bytes.ts'; import { createHttpServer } from './http-server.ts';
import { randomUUID } from 'node:crypto'; import { connect } from 'node:net';
const schema = { body: { type: 'object', additionalProperties: false, required: ['product','massKg'], properties: { product: { type: 'string' }, massKg: { type: 'number' }, note: { type: 'string' } } }, response: { 201: { type: 'object', properties: { id: { type: 'string' } } } } };
const log = createLogger({ level: 'warn', name: 'x' }); const metrics = createMetrics({ serviceName: 'x' }); const random = createRandomBytes();
const hk = Object.keys(H);
const variants: Record<string, () => any> = {
  bare: () => fastify(),
  logger: () => fastify({ loggerInstance: log as any, logController: new LogController({ disableRequestLogging: true }), childLoggerFactory: (l: any) => l }),
  connTimeout: () => fastify({ connectionTimeout: 120000 }),
  timeouts: () => fastify({ requestTimeout: 30000, keepAliveTimeout: 65000, http: { headersTimeout: 10000, connectionsCheckingInterval: 1000 } }),
  ajv: () => fastify({ schemaController: { compilersFactory: { buildValidator: createSchemaCompiler as any } } }),
  observe: () => { const a = fastify(); observeRequests(a, { log, metrics, name: 'p' }); return a; },
  headersHook: () => { const a = fastify(); a.addHook('onRequest', (q, r, d) => { r.headers(H).header('x-request-id', q.id); d(); }); return a; },
  rawHeaders: () => { const a = fastify(); a.addHook('onRequest', (q, r, d) => { const raw = r.raw; for (let i = 0; i < hk.length; i++) raw.setHeader(hk[i]!, H[hk[i]!]!); raw.setHeader('x-request-id', q.id); d(); }); return a; },
  traceHook: () => { const a = fastify(); a.decorateRequest('traceparent', ''); a.addHook('onRequest', (q, r, d) => { q.traceparent = childOf(q.headers.traceparent, random); withTrace(q.traceparent, d, q.id); }); return a; },
  childOfOnly: () => { const a = fastify(); a.decorateRequest('traceparent', ''); a.addHook('onRequest', (q, r, d) => { q.traceparent = childOf(q.headers.traceparent, random); d(); }); return a; },
  emptyHook: () => { const a = fastify(); a.addHook('onRequest', (q, r, d) => { d(); }); return a; },
  uuid: () => fastify({ genReqId: () => randomUUID() }),
  closeListener: () => { const a = fastify(); let c = 0; a.addHook('onRequest', (q, r, d) => { c++; r.raw.once('close', () => { c--; }); d(); }); return a; },
  routeOptions: () => { const a = fastify(); let c = 0; a.addHook('onRequest', (q, r, d) => { if (q.routeOptions.config?.longLived) c++; d(); }); return a; },
  ours: () => createHttpServer({ log, metrics, name: 'public' }),
};
const payload = JSON.stringify({ product: 'Bread', massKg: 3, note: 'x'.repeat(340) });
const apps: any = {};
for (const [k, f] of Object.entries(variants)) { const a = f(); a.post('/v1/x', { schema }, async (_r: any, rep: any) => { rep.code(201); return { id: 'ovs_1' }; }); await a.listen({ port: 0, host: '127.0.0.1' }); apps[k] = a; }
function load(port: number, ms: number): Promise<{ n: number; cpu: number }> { return new Promise((res) => { let n = 0; let stop = false; let open = 32; const cpu0 = process.cpuUsage();
  const raw = `POST /v1/x HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${payload.length}\r\n\r\n${payload}`;
  for (let i = 0; i < 32; i++) { const s = connect(port, '127.0.0.1', () => s.write(raw)); s.on('data', (d) => { n++; if (stop) { s.destroy(); if (--open === 0) { const c = process.cpuUsage(cpu0); res({ n, cpu: c.user + c.system }); } } else s.write(raw); }); }
  setTimeout(() => { stop = true; }, ms); }); }
const out: Record<string, number[]> = {};
for (let r = 0; r < 9; r++) for (const [k, a] of Object.entries<any>(apps)) { const { n, cpu } = await load(a.server.address().port, 400); (out[k] ??= []).push(cpu / n); }
for (const [k, v] of Object.entries(out)) { const s = v.slice(2).sort((a, b) => a - b); console.log(k.padEnd(16), 'us/req median', s[3]!.toFixed(1), 'min', s[0]!.toFixed(1)); }
process.exit();
