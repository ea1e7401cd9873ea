import type { ActiveWeights, AuditEntry } from '@sprk/contracts';
import { AppError } from '@sprk/core';
import type { BackendDeps } from '../deps.ts';

export interface Activation {
  readonly version: string;
  readonly by: string;
  readonly reason: string;
  readonly audit: readonly AuditEntry[];
  /** Only if this would be the next generation; absent: whatever is next. */
  readonly generation?: number;
}

/**
 * Points the system at other weights, forward or back, under a new generation.
 * @returns the new pointer, or why it was not moved. @throws AppError not_found, overloaded
 */
export async function activateWeights(
  deps: Pick<BackendDeps, 'ports' | 'clock'>,
  { version, by, reason, audit, generation }: Activation,
): Promise<ActiveWeights | 'stale'> {
  for (let tries = 0; tries < 10; tries++) {
    const current = await deps.ports.weights.active();
    const next = current ? current.generation + 1 : 0;
    if (generation !== undefined && generation !== next) return 'stale';
    const activatedAt = new Date(deps.clock.now()).toISOString();
    const active: ActiveWeights = { version, generation: next, activatedAt, activatedBy: by, reason };
    const result = await deps.ports.weights.activate({
      active,
      events: [
        {
          specversion: '1.0',
          id: `weights:${next}`,
          source: 'sprk',
          type: 'weights.activated',
          subject: version,
          time: activatedAt,
          audience: {},
          data: active,
        },
      ],
      audit,
    });
    if (result.kind === 'activated') return active;
    if (result.kind === 'unknownVersion') throw new AppError('not_found');
  }
  throw new AppError('overloaded', { detail: 'The weights are changing too fast: try again.' });
}
