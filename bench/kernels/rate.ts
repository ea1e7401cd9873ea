/** Runs per second of one call, over at least half a second after a warm-up. */
export function ratePerSecond(run: (turn: number) => void): number {
  for (let turn = 0; turn < 20; turn++) run(turn);
  const startedAt = performance.now();
  let turns = 0;
  while (performance.now() - startedAt < 500) run(turns++);
  return (1000 * turns) / (performance.now() - startedAt);
}
