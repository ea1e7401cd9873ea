import type { Recipient } from '@sprk/contracts';
import type { Clock, Ids } from '../ports/basics.ts';
import type { LotStore } from '../ports/lot-store.ts';
import type { PolicyStore } from '../ports/operator-stores.ts';
import type { PartnerStore } from '../ports/partner-store.ts';
import { AppError } from '../shared/errors.ts';
import type { Lot } from './lot.ts';
import type { Surroundings } from './offer-next.ts';
import type { Step, StepContext } from './step.ts';

export interface StepDeps {
  readonly lots: LotStore;
  readonly recipients: PartnerStore<Recipient>;
  readonly policy: PolicyStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface Plan {
  /** Recipients the decision may need to know. */
  readonly recipientIds: readonly string[];
  /** undefined: nothing to do. Throws AppError to refuse. */
  readonly decide: (lot: Lot, around: Surroundings, context: StepContext) => Step | undefined;
  /** Whether a recipient without room makes way for the next one, or ends the call. (Default: next) */
  readonly whenFull?: 'next' | 'refuse';
  readonly traceparent?: string | undefined;
}

/** The lot as stored, and whether the call changed it. */
export type Changed = Promise<{ readonly lot: Lot; readonly changed: boolean }>;

const MAX_TRIES = 32;

/**
 * Loads a lot, decides and stores the step, on the newest state: when somebody else was faster it decides anew, when
 * the chosen recipient has no room left the next one is asked. @returns the lot as stored, with `changed` false when
 * nothing was to do. @throws AppError not_found, overloaded (lost too many races), and what `decide` throws
 */
export async function runStep(deps: StepDeps, id: string, plan: (lot: Lot) => Plan): Changed {
  const full: string[] = [];
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const lot = await deps.lots.find(id);
    if (!lot) throw new AppError('not_found');
    const { recipientIds, decide, whenFull, traceparent } = plan(lot);
    const around = await loadSurroundings(deps, recipientIds);
    const nextId = (prefix: 'off' | 'ovs') => deps.ids.next(prefix);
    const step = decide(lot, around, { now: deps.clock.now(), nextId, traceparent, full });
    if (!step) return { lot, changed: false };
    const result = await deps.lots.commit(step.toChange());
    if (result.kind === 'committed') return { lot: step.lot, changed: true };
    if (result.kind === 'stale') full.length = 0;
    else if (whenFull === 'refuse') throw refusal(result.kind);
    else full.push(result.recipientId);
  }
  throw new AppError('overloaded', {
    detail: 'This lot is changing too fast: try again.',
    retryAfterSeconds: 1,
  });
}

function refusal(kind: 'slotFull' | 'fatigued'): AppError {
  return kind === 'slotFull'
    ? new AppError('capacity_exceeded')
    : new AppError('not_eligible', { detail: 'This recipient has too many open offers already.' });
}

async function loadSurroundings(deps: StepDeps, recipientIds: readonly string[]): Promise<Surroundings> {
  const find = async (id: string) => [id, await deps.recipients.find(id)] as const;
  const [policy, ...known] = await Promise.all([deps.policy.current(), ...recipientIds.map(find)]);
  const { hubRecipientId } = policy;
  const hub = hubRecipientId === undefined ? [] : [await find(hubRecipientId)];
  const byId = new Map([...known, ...hub]);
  return { policy, recipient: (id) => byId.get(id) };
}

/** Recipients that may be asked next. */
export function nextInCascade(lot: Lot): string[] {
  return lot.cascade?.candidates.slice(lot.cascade.next).map(({ recipientId }) => recipientId) ?? [];
}
