import type { RecipientView, SupplierView } from '@sprk/contracts';
import { createAcceptance, createSeededRandom } from '@sprk/simulator';
import { type ApiClient, openApiClient } from '../shared/api-client.ts';
import { CliError } from '../shared/cli-error.ts';
import { readAll } from '../shared/read-pages.ts';
import { createRecipientTokens, signIn } from '../shared/sign-in.ts';
import { createOfferAnswerer } from './answer-offers.ts';
import { followEvents } from './follow-events.ts';
import { createLedgerReaders } from './ledger-readers.ts';
import { createLotLedger } from './lot-ledger.ts';
import { createOpenLoop, type LoadShape } from './open-loop.ts';
import { followProgress, type ProgressFigures } from './progress.ts';
import { createLotRegistrar } from './register-lots.ts';
import { type LoadReport, loadReport } from './report.ts';
import { sendLots } from './send-lots.ts';
import { settle } from './settle.ts';
import { verifyLots } from './verify-lots.ts';

export type LoadPlan = LoadShape & {
  readonly baseUrl: string;
  readonly token: string | undefined;
  readonly seed: number;
  readonly maxOpen: number;
  readonly connections: number;
  readonly answerMs: number;
  readonly settleSeconds: number;
  readonly medianKg: number | undefined;
  /** Different in every run, or its lots would be those of the run before. */
  readonly runId: string;
};
export type LoadRun = {
  readonly onProgress: (figures: ProgressFigures) => void;
  /** Stops the sending; what is acknowledged by then is still verified. */
  readonly signal: AbortSignal;
};

const now = () => performance.now();

/** One load run from sign-in to verdict. @throws CliError if it cannot begin, or cannot be verified */
export async function runLoad(plan: LoadPlan, { onProgress, signal }: LoadRun): Promise<LoadReport> {
  const { seed, connections } = plan;
  // Two pools: answers and events do not queue behind a burst of registrations.
  await using client = openApiClient(plan.baseUrl, { connections });
  await using answerClient = openApiClient(plan.baseUrl, { connections });
  const token = await signIn(client, plan.token);
  const { suppliers, recipients } = await readCity(client, token);

  using end = endOfRun();
  const answerer = createOfferAnswerer({
    client: answerClient,
    tokenOf: createRecipientTokens(answerClient, token),
    operatorToken: token,
    recipients: new Map(recipients.map((recipient) => [recipient.id, recipient])),
    acceptance: createAcceptance(seed),
    random: createSeededRandom(seed + 1),
    now: Date.now,
    answerMs: plan.answerMs,
    signal: end.signal,
  });
  const ledger = createLotLedger(now, answerer.take);
  const breaks = { reconnects: 0, eventGaps: 0 };
  const onReconnect = () => {
    breaks.reconnects += 1;
  };
  const readers = createLedgerReaders(ledger, () => {
    breaks.eventGaps += 1;
  });
  const following = await followEvents({
    ...{ client: answerClient, token, ...readers, onReconnect, signal: end.signal },
  });

  const random = createSeededRandom(seed);
  const { runId, medianKg } = plan;
  const registrar = createLotRegistrar({
    ...{ client, token, suppliers, ledger, random, runId, medianKg, now, wallNow: Date.now, signal },
  });
  const lagsMs: number[] = [];
  const loop = createOpenLoop(plan);
  {
    using _progress = followProgress(
      () => ({
        ...{ sent: lagsMs.length, lagMs: lagsMs.at(-1) ?? 0, ...ledger.counts },
        ...{ accepted: answerer.counts.accepted, refused: sum(registrar.refused) },
      }),
      onProgress,
    );
    const onSent = (lagMs: number) => lagsMs.push(lagMs);
    await sendLots({ loop, now, send: registrar.send, maxOpen: plan.maxOpen, onSent, signal });
    const settleMs = plan.settleSeconds * 1000;
    await settle({ client, token, ledger, now, settleMs, onOffer: answerer.take, signal: end.signal });
  }
  end.stop();
  await Promise.all([answerer.drain(), following.done]);
  if (ledger.counts.registered === 0 && registrar.lastProblem !== '') {
    throw new CliError(`No lot was registered: ${registrar.lastProblem}`);
  }

  const { registered } = ledger.counts;
  const { refused, registerMs } = registrar;
  return loadReport({
    verdict: await verifyLots(client, token, ledger),
    ...{ registered, planned: loop.total, seconds: plan.seconds, refused, answers: answerer.counts },
    ...{ ...breaks, seed, decisionMs: ledger.decisionMs, registerMs, lagsMs },
  });
}

async function readCity(client: ApiClient, token: string) {
  const suppliers = await readAll<SupplierView>(client, token, '/v1/suppliers');
  const recipients = await readAll<RecipientView>(client, token, '/v1/recipients');
  const active = suppliers.filter((supplier) => supplier.active);
  if (active.length > 0) return { suppliers: active, recipients };
  throw new CliError(
    'There is no supplier to post for. Import some (npm run import) or start with SPRK_SEED=demo.',
  );
}

/** A signal that is also given when the run fails: nothing goes on in the background. */
function endOfRun() {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    stop: () => controller.abort(),
    [Symbol.dispose]: () => controller.abort(),
  };
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
