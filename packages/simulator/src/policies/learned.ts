import type { Outcome, Policy, Registration } from '@sprk/contracts';
import {
  createLearner,
  DEFAULT_POLICY,
  featureRow,
  type Learner,
  learn,
  type Option,
  SCHEMA_HASH,
  scoreOptions,
} from '@sprk/core';
import { bestCascade } from '@sprk/numerics';
import { meanOf } from '../world/lot-options.ts';
import { createSlotRoom } from '../world/slot-room.ts';
import type { WorldCity, WorldLot } from '../world/world.ts';
import { createCoreView } from './core-view.ts';
import type { Ask, Candidate, PolicySetting, PolicyStart, RunningPolicy, TrueChance } from './policy.ts';
import { createPricing, NO_PRICING } from './pricing.ts';
import { keepReceived } from './received.ts';

/** Which parts of the product take part. */
export interface LearnedParts {
  readonly prices: boolean;
  readonly fairness: boolean;
}

/**
 * The product's own recommender and learner, from zero: core's features, acceptance model, value, fairness, prices and
 * cascade. Only the rules of who may be asked are the world's.
 */
export function learned(parts: LearnedParts): PolicyStart {
  return { kind: 'open', start: (setting) => run(setting, parts, undefined) };
}

/** The same with the true chances in place of learned ones. */
export function oracle(parts: LearnedParts): PolicyStart {
  return { kind: 'oracle', start: (setting, chance) => run(setting, parts, chance) };
}

function run(setting: PolicySetting, parts: LearnedParts, chance: TrueChance | undefined): RunningPolicy {
  const { city, attempts } = setting;
  const view = createCoreView(city);
  const received = keepReceived(city.recipients, view.activity);
  const learner = createLearner();
  const policy = policyOf(city, attempts, parts);
  const scoring = {
    policy,
    meanNeed: meanOf(city.recipients.map(({ need }) => need)),
    meanClaim: meanOf(city.recipients.map(({ need, capacityKg }) => need * capacityKg)),
    meanReceivedShare: received.meanShare,
  };
  const room = createSlotRoom(city.recipients, city.days);
  const pricing = parts.prices
    ? createPricing({ city, view, scoring, learner, chance, attempts, room })
    : NO_PRICING;
  function offer(lot: WorldLot, candidate: Candidate, option: Option, ask: Ask, choice: Choice): boolean {
    const { registration, at } = choice;
    const accepted = ask(candidate);
    const features = featureRow(registration, option.recipient, option.assessment, option.activity, at);
    received.offered(candidate.index, lot, accepted, at);
    if (accepted) room.take(candidate, lot.massKg);
    if (chance) return accepted;
    teach(learner, lot, candidate, {
      kind: accepted ? 'accepted' : 'declined',
      attempt: choice.position + 1,
      at: new Date(at).toISOString(),
      category: registration.category,
      probability: choice.probability,
      features,
    });
    return accepted;
  }

  return {
    place(lot, candidates, ask) {
      const at = view.momentOf(lot.at);
      pricing.renew(lot.at);
      const registration = view.registrationOf(lot);
      const options = candidates.map((candidate) => view.optionOf(lot, candidate, candidate.usedKg));
      const model = { ...learner.model, bidPrices: pricing.current() };
      const scores = scoreOptions(options, registration, scoring, model, at);
      const probability = chance
        ? Float64Array.from(candidates, ({ recipient }) => chance(lot, recipient.id))
        : scores.probability;
      const { utility } = scores;
      const { order } = bestCascade({ probability, utility, attempts, delta: policy.waitDiscount });
      order.some((index, position) => {
        const choice = { registration, at, position, probability: probability[index] ?? 0 };
        return offer(lot, candidates[index] as Candidate, options[index] as Option, ask, choice);
      });
      pricing.remember(lot);
    },
  };
}

/** One step of a cascade. */
interface Choice {
  readonly registration: Registration;
  /** ms since the epoch */
  readonly at: number;
  readonly position: number;
  readonly probability: number;
}

type Answer = Pick<Outcome, 'kind' | 'attempt' | 'at' | 'category'> &
  Required<Pick<Outcome, 'probability' | 'features'>>;

function teach(learner: Learner, lot: WorldLot, candidate: Candidate, answer: Answer): void {
  learn(learner, {
    ...answer,
    oversupplyId: lot.id,
    recipientId: candidate.recipient.id,
    offerId: `${lot.id}/${answer.attempt}`,
    massKg: lot.massKg,
    schemaHash: SCHEMA_HASH,
  });
}

/** The default policy with the world's own value and travel. */
function policyOf(
  { value, travel }: WorldCity,
  attempts: number,
  { prices, fairness }: LearnedParts,
): Policy {
  return {
    ...DEFAULT_POLICY,
    needWeight: value.needWeight,
    kmCostKg: value.kmCostKg,
    kmFactor: travel.kmFactor,
    kmPerHour: travel.kmPerHour,
    maxDistanceKm: travel.maxKm,
    slotSearchDays: travel.slotSearchDays,
    maxAttempts: attempts,
    ...(!prices && { priceWeight: 0 }),
    ...(!fairness && { fairness: 0 }),
  };
}
