import { createHmac } from 'node:crypto';
import { createMetrics } from './metrics.ts'; import { createRateLimiter } from './rate-limit.ts'; import { createSigner } from './webhook-signature.ts';
import { createVerifier } from './auth.ts'; import { createDevIssuer } from './dev-issuer.ts'; import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { childOf, newTraceparent, withTrace } from './trace.ts'; import { createRandomBytes } from './random-bytes.ts'; import { createOverload } from './overload.ts';
import { createLogger } from './logger.ts'; import { cleanLine } from './clean-line.ts';
function bench(name: string, n: number, fn: (i:number) => void) { const r=[]; for (let k=0;k<5;k++){ const t=performance.now(); for(let i=0;i<n;i++) fn(i); r.push((performance.now()-t)/n*1e6);} r.sort((a,b)=>a-b); console.log(name.padEnd(34), r[2]!.toFixed(0), 'ns'); }
const m = createMetrics({ serviceName: 'x' }); const c = m.counter('c', { help: 'c' }); const h = m.histogram('h', { help: 'h' }); const L = { listener:'public', route: '/v1/x', method: 'POST', status: '2xx' };
const hd = c.with(L); bench('counter handle', 1e6, () => hd.add(1)); bench('counter add labels', 3e5, () => c.add(1, L)); bench('histogram', 3e5, (i) => h.record(i % 100 / 1e3, L));
const rl = createRateLimiter({ perSecond: 1e9, burst: 1e9 }); const keys = Array.from({length: 1000}, () => 'sup_'+randomUUID()); bench('rate limit take', 1e6, (i) => rl.take(keys[i%1000]!, i));
const s1 = createSigner(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']); const body = JSON.stringify({ a: 'x'.repeat(400) }); const buf = Buffer.from(body); const hs = s1.sign({ id: 'evt_1', timestampSeconds: 1e9, body });
bench('sign 400 B text', 1e5, () => s1.sign({ id: 'evt_1', timestampSeconds: 1e9, body })); bench('verify 400 B bytes', 1e5, () => s1.verify(hs, buf, 1e9)); bench('bare createHmac(Buffer key)', 2e4, () => createHmac('sha256', Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw','base64')).update(body).digest());
const key = { ...(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })), kid: 'k' } as never; const di = createDevIssuer({ signingKey: key, issuer: 'i', audience: 'a' }); const v = createVerifier({ jwks: di.jwks(), issuer: 'i', audience: 'a' });
const tok = []; for (let i=0;i<200;i++) tok.push('Bearer ' + await di.issue({ role: 'supplier', partnerId: 'sup_'+i })); let t=performance.now(); for (const x of tok) await v.verify(x); console.log('verify uncached us', ((performance.now()-t)/200*1e3).toFixed(0));
const fresh = tok.map((x)=>Buffer.from(x)); bench('verifyCached (fresh string each)', 2e5, (i) => v.verifyCached(fresh[i%200]!.toString('latin1'))); bench('  of which making the string', 2e5, (i) => fresh[i%200]!.toString('latin1'));
const rnd = createRandomBytes(); bench('newTraceparent', 3e5, () => newTraceparent(rnd)); const tp = newTraceparent(rnd); bench('childOf', 3e5, () => childOf(tp, rnd)); bench('withTrace', 1e6, () => withTrace(tp, () => 1));
const o = createOverload(); bench('isOverloaded', 1e6, () => o.isOverloaded()); o[Symbol.dispose]();
const log = createLogger({ level: 'info', name: 'x', stream: { write() {} } }); bench('log.debug off', 1e6, () => log.debug('x')); bench('log.info', 1e5, () => log.info({ offerId: 'off_1', massKg: 3 }, 'offer accepted')); const line = JSON.stringify({level:'info',time:'2026-11-05T00:00:00Z',name:'backend',offerId:'off_019a',msg:'offer accepted'}); bench('cleanLine', 3e5, () => cleanLine(line));
bench('randomUUID', 1e6, () => randomUUID());
