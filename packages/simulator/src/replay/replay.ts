import type { Candidate, PolicySetting, PolicyStart, RunningPolicy, TrueChance } from '../policies/policy.ts';
import { createSeededRandom } from '../seeded-random.ts';
import { createLotOptions, meanOf } from '../world/lot-options.ts';
import { createSlotRoom } from '../world/slot-room.ts';
import type { World, WorldLot } from '../world/world.ts';
import type { Decision } from './decision.ts';

export interface ReplayOptions {
  readonly seed: number;
  /** Most offers of one lot. (Default: the world's) */
  readonly attempts?: number;
}

/**
 * Replays a world lot by lot with a policy and yields its decisions in the order of the lots. The answers never
 * leave this function but through the policy's own offers.
 */
export function* replay(world: World, policy: PolicyStart, options: ReplayOptions): Generator<Decision> {
  const { answers, lots, ...city } = world;
  const attempts = Math.min(options.attempts ?? city.attempts, city.attempts);
  const optionsOf = createLotOptions(city);
  const room = createSlotRoom(city.recipients, city.days);
  const running = start(policy, { city, attempts, random: createSeededRandom(options.seed) }, answers);
  for (const lot of lots) {
    const known = answers[lot.id] ?? {};
    const candidates = optionsOf(lot)
      .filter((option) => option.recipient.id in known && room.fits(option, lot.massKg))
      .map((option): Candidate => ({ ...option, usedKg: room.usedKg(option) }));
    const offers: Decision['offers'][number][] = [];
    running.place(lot, candidates, (candidate) => {
      refuseForbidden(lot, candidate, candidates, offers, attempts);
      const accepted = known[candidate.recipient.id]?.[1] === 1;
      offers.push([candidate.recipient.id, accepted ? 'accepted' : 'declined']);
      if (accepted) room.take(candidate, lot.massKg);
      return accepted;
    });
    yield { lot: lot.id, offers };
  }
}

function start(policy: PolicyStart, setting: PolicySetting, answers: World['answers']): RunningPolicy {
  if (policy.kind === 'open') return policy.start(setting);
  return policy.start(setting, createTrueChance(answers));
}

/** The true chances; for somebody whom the world does not let ask, the mean of the lot's. */
function createTrueChance(answers: World['answers']): TrueChance {
  const meanOfLot = new Map<string, number>();
  return ({ id }, recipientId) => {
    const known = answers[id] ?? {};
    const chance = known[recipientId]?.[0];
    if (chance !== undefined) return chance;
    const mean = meanOfLot.get(id) ?? meanOf(Object.values(known).map(([each]) => each));
    meanOfLot.set(id, mean);
    return mean;
  };
}

function refuseForbidden(
  lot: WorldLot,
  candidate: Candidate,
  candidates: readonly Candidate[],
  offers: Decision['offers'],
  attempts: number,
): void {
  const { id } = candidate.recipient;
  if (!candidates.includes(candidate)) throw new RangeError(`${id} may not be asked for ${lot.id}.`);
  if (offers.length >= attempts) throw new RangeError(`${lot.id} was offered ${attempts} times already.`);
  if (offers.some(([asked, answer]) => asked === id || answer === 'accepted')) {
    throw new RangeError(`${lot.id} is taken, or ${id} was asked for it before.`);
  }
}
