/** Milliseconds since 1970; core's port of the same shape satisfies it. */
export type Clock = { now(): number };

/** The host's clock, for composition roots. */
export const systemClock: Clock = { now: () => Date.now() };
