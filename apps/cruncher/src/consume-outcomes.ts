import {
  keepLeased,
  type PersistDeps,
  persist,
  type RemoteMessage,
  type RemotePorts,
  sendInHalves,
} from '@sprk/adapter-remote';
import type { Outcome } from '@sprk/contracts';
import { queueNamed } from '@sprk/core';
import type { Logger } from '@sprk/platform';
import type { CruncherMetrics } from './cruncher-metrics.ts';
import { followLog, learnAll } from './follow-log.ts';
import type { LearningState } from './learning-state.ts';
import { readOutcome } from './read-outcome.ts';

export interface ConsumeDeps extends PersistDeps {
  readonly queues: RemotePorts['queues'];
  readonly outcomes: RemotePorts['outcomes'];
  readonly metrics: CruncherMetrics;
  readonly log: Logger;
}
interface Delivery {
  readonly message: RemoteMessage;
  readonly outcome: Outcome;
}

const QUEUE = 'outcomes';
const { leaseSeconds: LEASE_SECONDS } = queueNamed(QUEUE);
/** Longest try to reach the store with one batch; after that its messages come again. */
const TRY_MS = 40_000;

/**
 * Appends delivered outcomes to the log, learns those that were new, then acknowledges. The log's order is the
 * order of learning, whoever appended. A crash before the acknowledgement brings the messages again: the log drops
 * them, and the replay at the next start has learned them once.
 * @throws when the store cannot be reached; nothing is lost then.
 */
export async function consumeOutcomes(
  deps: ConsumeDeps,
  state: LearningState,
  messages: readonly RemoteMessage[],
  signal: AbortSignal,
): Promise<void> {
  const { queues, metrics, clock } = deps;
  const untilMs = clock.now() + TRY_MS;
  const held = new Set(messages.map(({ receipt }) => receipt));
  const heart = { queues, sleep: deps.sleep, onFailure: () => metrics.failures.add(1, { at: 'heartbeat' }) };
  await using _lease = keepLeased(heart, {
    queue: QUEUE,
    leaseSeconds: LEASE_SECONDS,
    receipts: () => [...held],
  });

  const deliveries: Delivery[] = [];
  for (const message of messages) {
    const outcome = readOutcome(message.event);
    if ('problem' in outcome) {
      held.delete(message.receipt);
      await setAside(deps, message, outcome.problem);
    } else deliveries.push({ message, outcome });
  }
  await sendInHalves(
    deliveries,
    (part) => append(deps, state, part, untilMs, signal),
    async ({ message }, error) => {
      held.delete(message.receipt);
      await setAside(deps, message, `The log refused it: ${error instanceof Error ? error.message : error}`);
    },
  );
  const receipts = [...held];
  await persist(deps, () => queues.acknowledge(QUEUE, receipts), untilMs, signal);
}

async function append(
  deps: ConsumeDeps,
  state: LearningState,
  part: readonly Delivery[],
  untilMs: number,
  signal: AbortSignal,
): Promise<void> {
  const { outcomes, metrics } = deps;
  const given = part.map(({ outcome }) => outcome);
  const { appended, nextPosition } = await persist(deps, () => outcomes.append(given), untilMs, signal);
  metrics.repeated.add(given.length - appended.length);
  const { learner } = state;
  const before = learner.position;
  if (before + appended.length === nextPosition) learnAll(learner, appended);
  // Somebody else appended in between, or an answer was lost: the log knows the order.
  else await persist(deps, () => followLog(outcomes, learner, nextPosition), untilMs, signal);
  metrics.learned.add(learner.position - before);
}

async function setAside(deps: ConsumeDeps, message: RemoteMessage, problem: string): Promise<void> {
  deps.metrics.deadLetters.add(1);
  deps.log.warn({ messageId: message.id, problem }, 'outcome set aside');
  await deps.queues.deadLetter(QUEUE, message.receipt, problem);
}
