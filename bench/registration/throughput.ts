import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../shared/child.ts';
import { closedLoop } from '../shared/closed-loop.ts';
import { median } from '../shared/quiet.ts';
import { registrationRequests } from './requests.ts';
import { supplierTokens } from './tokens.ts';

const ROUNDS = 5;
const SECONDS = 4;
const CONNECTIONS = 64;

/** Durable 201 per second on one core, beside a server that only parses and validates; A B A B, median of 5. */
export async function measureThroughput(): Promise<Record<string, unknown>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sprk-bench-'));
  const env = {
    SPRK_DATA_DIR: dataDir,
    SPRK_PORT: '0',
    SPRK_INTERNAL_PORT: '0',
    SPRK_RATE_LIMIT_PER_MINUTE: '10000000',
  };
  await using bare = await startChild(new URL('./bare-server.ts', import.meta.url), 0, {});
  await using product = await startChild(new URL('./product-server.ts', import.meta.url), 0, env);
  const request = registrationRequests(await supplierTokens(`http://127.0.0.1:${product.firstLine}`));
  const loop = (port: string, seconds: number) =>
    closedLoop({ port: Number(port), connections: CONNECTIONS, seconds, request });

  await loop(bare.firstLine, 1);
  await loop(product.firstLine, 1);
  const rounds = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const reference = await loop(bare.firstLine, SECONDS);
    const measured = await loop(product.firstLine, SECONDS);
    const ratio = measured.perSecond / reference.perSecond;
    rounds.push({ reference, measured, ratio });
    process.stderr.write(
      `round ${round}: bare ${reference.perSecond.toFixed(0)}/s, durable ${measured.perSecond.toFixed(0)}/s ` +
        `(p50 ${measured.p50Ms.toFixed(1)} ms, p99 ${measured.p99Ms.toFixed(1)} ms), ratio ${ratio.toFixed(3)}\n`,
    );
  }
  await rm(dataDir, { recursive: true, force: true });
  return {
    ratio: median(rounds.map(({ ratio }) => ratio)),
    durablePerSecond: Math.round(median(rounds.map(({ measured }) => measured.perSecond))),
    barePerSecond: Math.round(median(rounds.map(({ reference }) => reference.perSecond))),
    p50Ms: median(rounds.map(({ measured }) => measured.p50Ms)),
    p99Ms: median(rounds.map(({ measured }) => measured.p99Ms)),
    failed: rounds.reduce((sum, { measured }) => sum + measured.failed, 0),
  };
}
