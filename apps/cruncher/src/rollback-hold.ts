import type { ActiveWeights, GateResult, Weights } from '@sprk/contracts';

/** `activatedBy` of what the backend activates for a cruncher; everybody else is a person (or the first start). */
const CRUNCHER = 'cruncher';
const GATE = 'not_rolled_back';

/**
 * A person who goes back to older weights wants them to stay: until somebody activates weights again, new ones are
 * published but not promoted. The hold is a gate of the published weights, so it outlives a restart and shows in
 * the list of weights. `value` is the generation that holds.
 * @param newest the newest published weights so far
 */
export function rollbackGate(active: ActiveWeights | null, newest: Weights | undefined): GateResult {
  const passed = !active || !(isRollback(active, newest) || isHeld(active, newest));
  return { gate: GATE, passed, ...(active && { value: active.generation }) };
}

/** Somebody chose other weights when the newest were there already. */
export function isRollback(active: ActiveWeights, newest: Weights | undefined): boolean {
  if (!newest || active.version === newest.version || active.activatedBy === CRUNCHER) return false;
  return Date.parse(active.activatedAt) > Date.parse(newest.createdAt);
}

function isHeld(active: ActiveWeights, newest: Weights | undefined): boolean {
  if (!newest || active.version === newest.version) return false;
  const hold = newest.gates.find(({ gate, passed }) => gate === GATE && !passed);
  return hold?.value === active.generation;
}
