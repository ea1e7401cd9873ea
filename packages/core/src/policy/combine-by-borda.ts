/** Somebody who ranks candidates by a score of their own, and how much that ranking counts. */
export interface Voter {
  /** Above 0, any scale. */
  readonly weight: number;
  /** Of each candidate, [candidates], any unit: higher is better. */
  readonly scores: ArrayLike<number>;
}

/**
 * Weighted Borda count (as in WeBuildAI, Lee et al. 2019): in each voter's ranking the best of n candidates has n
 * points and the last has 1, equal scores share the mean of their places; points are weighted and summed.
 * @returns the share of the points that were possible, [candidates], each in (0, 1]. O(voters * n log n)
 */
export function combineByBorda(voters: readonly Voter[], candidates: number): Float64Array {
  const shares = new Float64Array(candidates);
  const possible = candidates * voters.reduce((sum, { weight }) => sum + weight, 0);
  for (const { weight, scores } of voters) {
    const points = bordaPoints(scores, candidates);
    for (let i = 0; i < candidates; i++)
      shares[i] = (shares[i] ?? 0) + (weight * (points[i] ?? 0)) / possible;
  }
  return shares;
}

function bordaPoints(scores: ArrayLike<number>, candidates: number): Float64Array {
  const scoreOf = (index: number) => scores[index] ?? 0;
  const order = Array.from({ length: candidates }, (_, index) => index);
  order.sort((one, other) => scoreOf(other) - scoreOf(one));
  const points = new Float64Array(candidates);
  for (let first = 0, end = 0; first < candidates; first = end) {
    const score = scoreOf(order[first] as number);
    while (end < candidates && scoreOf(order[end] as number) === score) end++;
    // Places first..end-1 are worth n-first down to n-end+1 points.
    const shared = candidates - (first + end - 1) / 2;
    for (let place = first; place < end; place++) points[order[place] as number] = shared;
  }
  return points;
}
