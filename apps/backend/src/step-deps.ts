import type { StepDeps } from '@sprk/core';
import type { BackendDeps } from './deps.ts';

/** What every change of a lot needs. */
export function stepDeps({ ports, clock, ids }: Pick<BackendDeps, 'ports' | 'clock' | 'ids'>): StepDeps {
  return { lots: ports.lots, recipients: ports.recipients, policy: ports.policy, clock, ids };
}
