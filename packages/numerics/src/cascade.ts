export interface CascadeInput {
  /** Chance that the candidate accepts, [n], each in [0, 1]. */
  readonly probability: Float64Array;
  /** Value of an acceptance, [n], any unit; candidates with utility <= 0 are never asked. */
  readonly utility: Float64Array;
  /** Most candidates that may be asked one after the other, an integer >= 0. */
  readonly attempts: number;
  /** Share of the value kept per waited step, in [0, 1]. */
  readonly delta: number;
}

export interface Cascade {
  /** Candidate indices in the order of asking, at most `attempts`. */
  readonly order: number[];
  /** Expected value of that order, in the unit of `utility`. */
  readonly value: number;
}

/**
 * Best set and order of sequential offers, each made only if all before were refused.
 *
 * The best order of a chosen set is by p*u / (1 - delta*(1 - p)) (exchange argument; delta = 1: by u);
 * the best set by W[a][m] = max(W[a+1][m], p*u + (1-p)*delta*W[a+1][m-1]) over that order
 * (matching.md section 4). Equal indices of worth: higher p first, then the lower index; candidates with
 * p or u not above 0 (or NaN), and steps that can no longer add value, are left out.
 * @returns order and expected value; `{ order: [], value: 0 }` without a useful candidate.
 * O(n*K + n log n) time, O(n*K) bytes of extra space. Throws RangeError on unequal lengths.
 */
export function bestCascade({ probability, utility, attempts, delta }: CascadeInput): Cascade {
  if (probability.length !== utility.length) {
    throw new RangeError(`probability has ${probability.length} entries, utility ${utility.length}`);
  }
  const sorted = sortByWorth(probability, utility, delta);
  const limit = Math.max(0, Math.min(Math.floor(attempts), sorted.length));
  const width = limit + 1;
  const best = new Float64Array(width);
  const taken = new Uint8Array(sorted.length * width);
  for (let a = sorted.length - 1; a >= 0; a--) {
    const i = sorted[a]!;
    const gain = probability[i]! * utility[i]!;
    const kept = (1 - probability[i]!) * delta;
    for (let m = limit; m > 0; m--) {
      const asked = gain + kept * best[m - 1]!;
      // On a tie the candidate earlier in the order is asked, so equal twins resolve to the lower index.
      if (asked < best[m]!) continue;
      best[m] = asked;
      taken[a * width + m] = 1;
    }
  }
  const order: number[] = [];
  for (let a = 0, m = limit; a < sorted.length && m > 0; a++) {
    if (taken[a * width + m] === 0) continue;
    const i = sorted[a]!;
    order.push(i);
    if ((1 - probability[i]!) * delta === 0) break;
    m--;
  }
  return { order, value: best[limit]! };
}

function sortByWorth(probability: Float64Array, utility: Float64Array, delta: number): number[] {
  const worth = new Float64Array(probability.length);
  const useful: number[] = [];
  for (let i = 0; i < worth.length; i++) {
    const p = probability[i]!;
    const u = utility[i]!;
    if (!(p > 0 && u > 0)) continue;
    worth[i] = delta === 1 ? u : (p * u) / (1 - delta * (1 - p));
    useful.push(i);
  }
  return useful.sort((a, b) => worth[b]! - worth[a]! || probability[b]! - probability[a]! || a - b);
}
