export interface MakeOptions {
  readonly seed: number;
  readonly days: number;
  /** Mean number on a working day. */
  readonly lotsPerDay: number;
  readonly attempts: number;
  /** Median mass of a lot, kg; log-normal about it. */
  readonly medianKg: number;
  /** Multiplies every capacity. */
  readonly capacityFactor: number;
  /** From this day (0 = the first) on half of every recipient's willingness is drawn anew. */
  readonly driftDay: number | undefined;
  /** Log-odds lost per lot that was posted in reach of the recipient in the 24 hours before. */
  readonly fatigue: number;
  /** Correlation of the answers to one lot among recipients of one neighbourhood, 0..1; chances stay the same. */
  readonly correlation: number;
}

export const MAKE_DEFAULTS: MakeOptions = {
  seed: 1,
  days: 28,
  lotsPerDay: 150,
  attempts: 4,
  medianKg: 24,
  capacityFactor: 1,
  driftDay: undefined,
  fatigue: 0,
  correlation: 0,
};
