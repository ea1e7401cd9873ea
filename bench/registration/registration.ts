import { measureLatency } from './latency.ts';
import { measureThroughput } from './throughput.ts';

/** `npm run bench -- registration` */
export async function benchRegistration(): Promise<Record<string, unknown>> {
  return { throughput: await measureThroughput(), latency: await measureLatency() };
}
