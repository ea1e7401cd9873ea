import { Outcome } from '@sprk/contracts';
import { Compile } from 'typebox/compile';

const outcomes = Compile(Outcome);
/** Features are clipped to single digits; a giant among them would blow up the weights for good. */
const LARGEST_FEATURE = 1000;

/** The outcome in a queue's event, or what is wrong with it. */
export function readOutcome(event: unknown): Outcome | { readonly problem: string } {
  if (typeof event !== 'object' || event === null) return { problem: 'The event is not an object.' };
  const { type, data } = event as Record<string, unknown>;
  if (type !== 'outcome.recorded') return { problem: `The event is not an outcome: ${String(type)}.` };
  if (!outcomes.Check(data)) {
    const [first] = outcomes.Errors(data);
    return { problem: `The outcome is not valid: ${first?.instancePath || '/'} ${first?.message}.` };
  }
  const outcome = data as Outcome;
  const giant = outcome.features?.find(([, value]) => Math.abs(value) > LARGEST_FEATURE);
  return giant ? { problem: `The outcome is not valid: feature ${giant[0]} is ${giant[1]}.` } : outcome;
}
