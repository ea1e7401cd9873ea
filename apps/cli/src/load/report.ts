import { percentile } from './percentile.ts';
import type { Verdict } from './verify-lots.ts';

/** What `npm run load` prints as its last line. */
export type LoadReport = {
  /** Lots answered with 201. */
  readonly registered: number;
  /** Of those, lots for which a recipient was reserved and asked. */
  readonly recommended: number;
  /** registered = accepted + unmatched + open + lost. */
  readonly accepted: number;
  readonly unmatched: number;
  readonly open: number;
  readonly lost: number;
  /** From the 201 to the reserved recommendation, or to the news that there is none. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** From the intended sending time to the 201. */
  readonly registerP50Ms: number;
  readonly registerP99Ms: number;
  /** How late the sender itself was: above a few ms this machine is the limit, not the backend. */
  readonly lagP99Ms: number;
  readonly lagMaxMs: number;
  readonly planned: number;
  readonly seconds: number;
  readonly causes: Readonly<Record<string, number>>;
  /** Attempts that got another status than 201; 0 is no answer. */
  readonly refused: Readonly<Record<string, number>>;
  readonly answers: Readonly<Record<string, number>>;
  /** Of the event stream; gaps are events that were no longer kept. */
  readonly reconnects: number;
  readonly eventGaps: number;
  readonly seed: number;
};

export type ReportInputs = {
  readonly verdict: Verdict;
  readonly registered: number;
  readonly planned: number;
  readonly seconds: number;
  readonly refused: LoadReport['refused'];
  readonly answers: LoadReport['answers'];
  readonly reconnects: number;
  readonly eventGaps: number;
  readonly seed: number;
  readonly decisionMs: readonly number[];
  readonly registerMs: readonly number[];
  readonly lagsMs: readonly number[];
};

export function loadReport(inputs: ReportInputs): LoadReport {
  const { verdict, decisionMs, registerMs, lagsMs, ...facts } = inputs;
  const { causes, ...counts } = verdict;
  const { planned, seconds, registered, refused, answers, reconnects, eventGaps, seed } = facts;
  return {
    registered,
    ...counts,
    p50Ms: tenths(percentile(decisionMs, 50)),
    p99Ms: tenths(percentile(decisionMs, 99)),
    registerP50Ms: tenths(percentile(registerMs, 50)),
    registerP99Ms: tenths(percentile(registerMs, 99)),
    lagP99Ms: tenths(percentile(lagsMs, 99)),
    lagMaxMs: tenths(percentile(lagsMs, 100)),
    ...{ planned, seconds, causes, refused, answers, reconnects, eventGaps, seed },
  };
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
