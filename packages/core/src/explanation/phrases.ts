import type {
  Allergen,
  BlockReason,
  Category,
  Language,
  MeasureKind,
  OfferStatus,
  OversupplyStatus,
  Temperature,
  UnmatchedCause,
} from '@sprk/contracts';
import type { Change } from './change.ts';
import { DE } from './de.ts';
import { EN } from './en.ts';
import type { Fact } from './fact.ts';
import type { Lever } from './lever.ts';

/** A text for each code of a union; a missing one does not compile. */
export type Wording<Said extends { readonly code: string }> = {
  readonly [Code in Said['code']]: (said: Extract<Said, { readonly code: Code }>) => string;
};

/** Everything that is said in one language. Facts and changes are parts of a list; the rest are sentences. */
export interface Phrases {
  readonly facts: Wording<Fact>;
  readonly changes: Wording<Change>;
  readonly levers: Wording<Lever>;
  readonly reasons: Readonly<Record<BlockReason, string>>;
  readonly causes: Readonly<Record<UnmatchedCause, string>>;
  readonly measures: Readonly<Record<MeasureKind, (maxDistanceKm: number | undefined) => string>>;
  readonly statuses: Readonly<Record<OversupplyStatus, string>>;
  readonly asked: Readonly<Record<OfferStatus, string>>;
  readonly categories: Readonly<Record<Category, string>>;
  readonly temperatures: Readonly<Record<Temperature, string>>;
  readonly allergens: Readonly<Record<Allergen, string>>;
  readonly candidate: (place: number) => string;
  readonly eligible: string;
  /** To the recipient itself; a list of facts follows. */
  readonly chosenByMatching: string;
  readonly chosenByOperator: string;
  readonly chosenAsHub: string;
  readonly orderedByVotes: (votes: number) => string;
}

const PHRASES: Readonly<Record<Language, Phrases>> = { en: EN, de: DE };

export function phrasesIn(language: Language): Phrases {
  return PHRASES[language];
}

/** The text of one of the union. */
export function word<Said extends { readonly code: string }>(wording: Wording<Said>, said: Said): string {
  // The code picks the function that takes what it comes with; TypeScript cannot follow it through the union.
  const text = wording[said.code as Said['code']] as unknown as (one: Said) => string;
  return text(said);
}

/** Parts of a list as one sentence. */
export function sentence(parts: readonly string[]): string {
  const text = parts.join(', ');
  return text === '' ? '' : `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}
