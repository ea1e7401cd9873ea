import type { OversupplyView } from '@sprk/contracts';
import type { Random } from '@sprk/core';
import { makeLot } from '@sprk/simulator';
import type { ApiClient } from '../shared/api-client.ts';
import { CliError } from '../shared/cli-error.ts';
import { problemText } from '../shared/problem-text.ts';
import { sendPatiently } from '../shared/send-patiently.ts';
import { lotFingerprint } from './lot-fingerprint.ts';
import type { LotLedger } from './lot-ledger.ts';

export type RegisterDeps = {
  readonly client: ApiClient;
  readonly token: string;
  readonly suppliers: readonly { readonly id: string; readonly timeZone: string }[];
  readonly ledger: LotLedger;
  readonly random: Random;
  /** Different in every run, or its lots would be those of the run before. */
  readonly runId: string;
  readonly medianKg: number | undefined;
  /** ms of a clock that never goes back, and ms since the epoch. */
  readonly now: () => number;
  readonly wallNow: () => number;
  readonly signal: AbortSignal;
};

// Long enough that the hour of the day decides nothing.
const WINDOW_HOURS = 24;
const TRIES = 5;

/**
 * Posts lots as an operator, each for some supplier; a 201 is an acknowledged lot, everything else is
 * counted.
 */
export function createLotRegistrar(deps: RegisterDeps) {
  const { client, token, suppliers, ledger, random, runId, medianKg, now, wallNow, signal } = deps;
  /** Answers other than 201, by status; 0 is no answer. Each attempt counts. */
  const refused: Record<string, number> = {};
  /** From the intended sending time to the 201, ms. */
  const registerMs: number[] = [];
  let lastProblem = '';
  const refuse = (status: number) => {
    refused[status] = (refused[status] ?? 0) + 1;
  };

  async function register(index: number, intendedAt: number): Promise<void> {
    const supplier = suppliers[Math.floor(random.next() * suppliers.length)];
    if (!supplier) throw new CliError('There is no supplier to post for.');
    const lot = makeLot(random, wallNow(), {
      supplierId: supplier.id,
      timeZone: supplier.timeZone,
      minWindowHours: WINDOW_HOURS,
      ...(medianKg !== undefined && { medianKg }),
    });
    const request = {
      method: 'POST',
      path: '/v1/oversupplies',
      body: JSON.stringify(lot),
      token,
      idempotencyKey: `load-${runId}-${index}`,
    } as const;
    const answer = await sendPatiently(() => client.send(request), {
      attempts: TRIES,
      onTurnedAway: refuse,
      signal,
    });
    if (answer.status !== 201) {
      if (answer.status !== 429 && answer.status !== 503) refuse(answer.status);
      lastProblem = problemText(answer);
      return;
    }
    const { id, registeredAt } = JSON.parse(answer.text) as OversupplyView;
    ledger.acknowledge(id, registeredAt, lotFingerprint(lot));
    registerMs.push(now() - intendedAt);
  }

  return {
    refused: refused as Readonly<Record<string, number>>,
    registerMs: registerMs as readonly number[],
    /** What the backend said to the last refused lot; empty if none was. */
    get lastProblem() {
      return lastProblem;
    },
    /** Never rejects: a lot without an answer is one that was not acknowledged. */
    async send(index: number, intendedAt: number): Promise<void> {
      try {
        await register(index, intendedAt);
      } catch (error) {
        lastProblem = error instanceof Error ? error.message : String(error);
      }
    },
  };
}
