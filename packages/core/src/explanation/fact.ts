import type { Category, Temperature } from '@sprk/contracts';

/** What can be said about a recipient and a lot; units in the names, times in ms since the epoch. */
export type Fact =
  | { readonly code: 'distance'; readonly distanceKm: number }
  | { readonly code: 'always_open' }
  | { readonly code: 'open_until'; readonly untilAt: number; readonly timeZone: string }
  | {
      readonly code: 'open_later';
      readonly fromAt: number;
      readonly untilAt: number;
      readonly timeZone: string;
    }
  | { readonly code: 'storage'; readonly temperature: Temperature }
  | { readonly code: 'part'; readonly massKg: number; readonly wholeKg: number }
  | { readonly code: 'last_delivery'; readonly days: number }
  | { readonly code: 'no_delivery' }
  | {
      readonly code: 'usual_answer';
      readonly often: 'usually' | 'sometimes' | 'seldom';
      readonly category: Category;
    }
  | { readonly code: 'need'; readonly compared: 'more' | 'less' }
  | { readonly code: 'received'; readonly compared: 'more' | 'less' };

/** What a supplier may know of a recipient besides that it was asked. */
const PUBLIC: readonly Fact['code'][] = [
  'distance',
  'always_open',
  'open_until',
  'open_later',
  'storage',
  'part',
];

export function isPublic({ code }: Fact): boolean {
  return PUBLIC.includes(code);
}
