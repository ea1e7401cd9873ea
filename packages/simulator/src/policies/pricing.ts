import {
  type BidPrices,
  type Learner,
  type PastLot,
  type PricedOption,
  renewPrices,
  type ScoringCity,
  scoreOptions,
} from '@sprk/core';
import { createLotOptions } from '../world/lot-options.ts';
import type { SlotRoom } from '../world/slot-room.ts';
import type { WorldCity, WorldLot } from '../world/world.ts';
import type { CoreView } from './core-view.ts';
import type { TrueChance } from './policy.ts';

/** Lots wait at most about this long for an opening day, so later ones do not compete with those of today. */
const DAYS_AHEAD = 5;
const RENEW_HOURS = 8;

/** Bid prices during a replay, renewed every few hours, as the cruncher renews them. */
export interface Pricing {
  current(): BidPrices;
  /** Renews the prices if that is due. @param hours since 00:00 of the first day */
  renew(hours: number): void;
  /** Keeps a lot for the history. */
  remember(lot: WorldLot): void;
}

export interface PricingDeps {
  readonly city: WorldCity;
  readonly view: CoreView;
  readonly scoring: ScoringCity;
  readonly learner: Learner;
  /** In place of learned chances. */
  readonly chance: TrueChance | undefined;
  readonly attempts: number;
  readonly room: SlotRoom;
}

export const NO_PRICING: Pricing = { current: () => ({}), renew: () => {}, remember: () => {} };

export function createPricing(deps: PricingDeps): Pricing {
  const { city, view, room, attempts } = deps;
  const optionsOf = createLotOptions(city);
  const indexOf = new Map(city.recipients.map(({ id }, index) => [id, index]));
  const history: PastLot<WorldLot>[] = [];
  let prices: BidPrices = {};
  let shift = 0;
  return {
    current: () => prices,
    remember(lot) {
      history.push({ lot, at: view.momentOf(lot.at) });
    },
    renew(hours) {
      const current = Math.floor(hours / RENEW_HOURS);
      if (current === shift) return;
      shift = current;
      prices = renewPrices<WorldLot>({
        history,
        now: view.momentOf(current * RENEW_HOURS),
        days: DAYS_AHEAD,
        optionsOf: (lot, at) => pricedOptions(deps, optionsOf, { ...lot, at: view.hoursOf(at) }, at),
        massKgOf: ({ massKg }) => massKg,
        freeKg(recipientId, slotDate) {
          const index = indexOf.get(recipientId) ?? -1;
          const capacityKg = city.recipients[index]?.capacityKg ?? 0;
          return capacityKg - room.usedKg({ index, day: view.dayOf(slotDate) });
        },
        attempts,
        before: prices,
      });
    },
  };
}

function pricedOptions(
  { view, scoring, learner, chance }: PricingDeps,
  optionsOf: ReturnType<typeof createLotOptions>,
  lot: WorldLot,
  at: number,
): PricedOption[] {
  const found = optionsOf(lot);
  const options = found.map((option) => view.optionOf(lot, option, 0));
  const model = { ...learner.model, bidPrices: {} };
  const { probability, utility } = scoreOptions(options, view.registrationOf(lot), scoring, model, at);
  return found.map((option, i) => ({
    recipientId: option.recipient.id,
    slotDate: view.dateOf(option.day),
    probability: chance?.(lot, option.recipient.id) ?? probability[i] ?? 0,
    utility: utility[i] ?? 0,
  }));
}
