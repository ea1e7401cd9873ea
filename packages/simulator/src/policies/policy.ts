import type { Random } from '@sprk/core';
import type { LotOption } from '../world/lot-options.ts';
import type { WorldCity, WorldLot } from '../world/world.ts';

/** Someone who may be asked for the lot at hand and has room for it now. */
export interface Candidate extends LotOption {
  /** Taken of that opening day already, kg. */
  readonly usedKg: number;
}

/** Offers the lot to one candidate; true is a yes. Throws when the rules of the world forbid the offer. */
export type Ask = (candidate: Candidate) => boolean;

/**
 * A policy in the middle of a replay. It knows the city, the lots so far and the answers to its own offers, and
 * nothing else.
 */
export interface RunningPolicy {
  /** Offers one lot to candidates, one after the other, until one says yes or it gives up. */
  place(lot: WorldLot, candidates: readonly Candidate[], ask: Ask): void;
}

export interface PolicySetting {
  readonly city: WorldCity;
  /** Most offers of one lot. */
  readonly attempts: number;
  readonly random: Random;
}

/** The true chance of a yes: for policies named `oracle-*` only. */
export type TrueChance = (lot: WorldLot, recipientId: string) => number;

export type PolicyStart =
  | { readonly kind: 'open'; readonly start: (setting: PolicySetting) => RunningPolicy }
  | {
      readonly kind: 'oracle';
      readonly start: (setting: PolicySetting, chance: TrueChance) => RunningPolicy;
    };

/** Asks in order until somebody says yes, at most `attempts` of them. */
export function askInOrder(order: readonly Candidate[], attempts: number, ask: Ask): Candidate | undefined {
  return order.slice(0, attempts).find(ask);
}
