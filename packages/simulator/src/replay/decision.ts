export type OfferAnswer = 'accepted' | 'declined';

/** One line of a decision log: the offers of one lot in their order. */
export interface Decision {
  readonly lot: string;
  readonly offers: readonly (readonly [recipient: string, answer: OfferAnswer])[];
}

export function decisionLine(decision: Decision): string {
  return `${JSON.stringify(decision)}\n`;
}
