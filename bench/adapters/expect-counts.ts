import { writeFileSync } from 'node:fs';
import { lotCounts } from './lot-counts.ts';

const EXPECTED = new URL('../../packages/adapter-aws/emulated/lot-cost.expected.json', import.meta.url);

/** Measures a lot alone and makes that the expectation of lot-cost.emulated.ts. */
export async function expectCounts(): Promise<Record<string, unknown>> {
  const counts = await lotCounts();
  writeFileSync(EXPECTED, `${JSON.stringify(counts, undefined, 2)}\n`);
  return counts;
}
