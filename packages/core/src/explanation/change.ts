import type { Allergen, Category, Temperature } from '@sprk/contracts';

/** The least that would have to be different for a rule to hold; times in ms since the epoch. */
export type Change =
  | { readonly code: 'be_active' }
  | { readonly code: 'be_verified' }
  | { readonly code: 'accept_category'; readonly category: Category }
  | { readonly code: 'accept_allergens'; readonly allergens: readonly Allergen[] }
  | { readonly code: 'have_storage'; readonly temperature: Temperature }
  | { readonly code: 'arrive_by_date'; readonly date: string }
  | { readonly code: 'accept_best_before_passed' }
  | { readonly code: 'reach_farther'; readonly distanceKm: number; readonly insteadOfKm: number }
  | {
      readonly code: 'collect_until';
      readonly untilAt: number;
      readonly insteadOfAt: number;
      readonly timeZone: string;
    }
  | {
      readonly code: 'be_open';
      readonly fromAt: number;
      readonly untilAt: number;
      readonly timeZone: string;
    }
  | { readonly code: 'more_room'; readonly massKg: number; readonly date: string }
  | { readonly code: 'divide'; readonly massKg: number }
  | { readonly code: 'nothing_after_no' }
  | { readonly code: 'fewer_open_offers'; readonly fewer: number }
  /** The facts have changed since: this does not stand in the way any more. */
  | { readonly code: 'nothing_any_more' };
