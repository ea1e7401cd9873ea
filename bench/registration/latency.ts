import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoadReport, runLoad } from '@sprk/cli';
import { startSystemChild } from '../shared/child.ts';

const RATE = 200;
/** Seconds of each run; a burst is the middle fifth of it. */
const SECONDS = 10;
const RUNS = [
  { name: 'steady', burst: 1 },
  { name: 'burst10', burst: 10 },
  { name: 'burst50', burst: 50 },
] as const;

/** From the 201 to the reserved recommendation, at a steady rate and in bursts; open loop, both ends on this machine. */
export async function measureLatency(): Promise<Record<string, unknown>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sprk-bench-'));
  const reports: Record<string, LoadReport> = {};
  {
    await using system = await startSystemChild(new URL('./system-server.ts', import.meta.url), {
      SPRK_DATA_DIR: dataDir,
      SPRK_PORT: '0',
      SPRK_LOG_LEVEL: 'warn',
      SPRK_RATE_LIMIT_PER_MINUTE: '10000000',
    });
    await load(system.firstLine, 1, 'warm-up', 3);
    for (const { name, burst } of RUNS) {
      const report = await load(system.firstLine, burst, name, SECONDS);
      reports[name] = report;
      const { registered, p50Ms, p99Ms, lost, open, lagP99Ms } = report;
      process.stderr.write(
        `${name}: ${registered} registered, p50 ${p50Ms} ms, p99 ${p99Ms} ms, lost ${lost}, open ${open}, ` +
          `sender late by ${lagP99Ms} ms (p99), refused ${JSON.stringify(report.refused)}\n`,
      );
    }
  }
  await rm(dataDir, { recursive: true, force: true });
  const p99 = (name: string) => reports[name]?.p99Ms ?? Number.NaN;
  return {
    burst10ToSteadyP99: p99('burst10') / p99('steady'),
    burst50ToSteadyP99: p99('burst50') / p99('steady'),
    lost: Object.values(reports).reduce((sum, { lost }) => sum + lost, 0),
    ...Object.fromEntries(
      Object.entries(reports).map(
        ([name, { registered, p50Ms, p99Ms, registerP99Ms, lagP99Ms, refused }]) => [
          name,
          { registered, p50Ms, p99Ms, registerP99Ms, lagP99Ms, refused },
        ],
      ),
    ),
  };
}

function load(baseUrl: string, burst: number, runId: string, seconds: number): Promise<LoadReport> {
  return runLoad(
    {
      baseUrl,
      token: undefined,
      rate: RATE,
      seconds,
      burst,
      seed: 5,
      maxOpen: 100_000,
      connections: 64,
      answerMs: 50,
      settleSeconds: 60,
      medianKg: undefined,
      runId: `${runId}-${Date.now()}`,
    },
    { onProgress: () => undefined, signal: new AbortController().signal },
  );
}
