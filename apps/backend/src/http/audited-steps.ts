import type { StepDeps } from '@sprk/core';
import type { Caller } from '@sprk/platform';
import type { BackendDeps } from '../deps.ts';
import { stepDeps } from '../step-deps.ts';
import { type Act, auditEntry } from './audit-entry.ts';

/**
 * What a change of a lot needs. An operator who answers for a partner leaves an entry in the same unit of work, and
 * none where nothing changed.
 */
export function auditedSteps(
  deps: Pick<BackendDeps, 'ports' | 'clock' | 'ids'>,
  caller: Caller,
  act: Act,
): StepDeps {
  const steps = stepDeps(deps);
  if (caller.role !== 'operator') return steps;
  const entry = auditEntry(deps, caller, act);
  const { lots } = steps;
  return {
    ...steps,
    lots: { ...lots, commit: (change) => lots.commit({ ...change, audit: [...change.audit, entry] }) },
  };
}
