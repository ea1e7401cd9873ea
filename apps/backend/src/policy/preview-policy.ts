import { setImmediate as breathe } from 'node:timers/promises';
import type { Policy, PolicyPreview } from '@sprk/contracts';
import { AppError, createPolicyTrial, denseModel, type RecordedLot } from '@sprk/core';
import type { BackendDeps } from '../deps.ts';
import { loadRecentLots, loadWorld } from './load-world.ts';

/** Longer than this nobody waits; what was looked at by then is answered. */
const LONGEST_MS = 10_000;

/** Compares the policy in force with a proposed one on the newest lots. One at a time; between two lots others get a turn. */
export function createPolicyPreview(deps: Pick<BackendDeps, 'ports' | 'clock'>) {
  let isBusy = false;

  /** @param mostLots how many lots at most @throws AppError overloaded while another one runs */
  return async function preview(proposed: Policy, mostLots: number): Promise<PolicyPreview> {
    if (isBusy) {
      const detail = 'Another preview is running: try again shortly.';
      throw new AppError('overloaded', { detail, retryAfterSeconds: Math.ceil(LONGEST_MS / 1000) });
    }
    isBusy = true;
    try {
      return await compare(deps, proposed, mostLots);
    } finally {
      isBusy = false;
    }
  };
}

async function compare(
  { ports, clock }: Pick<BackendDeps, 'ports' | 'clock'>,
  proposed: Policy,
  mostLots: number,
): Promise<PolicyPreview> {
  const untilMs = clock.now() + LONGEST_MS;
  const active = await ports.weights.active();
  const weights = active && (await ports.weights.find(active.version));
  if (!weights) throw new AppError('unavailable', { detail: 'There are no weights in use yet.' });
  const [world, lots, inForce] = await Promise.all([
    loadWorld(ports.directory),
    loadRecentLots(ports.lots, mostLots),
    ports.policy.current(),
  ]);
  const model = denseModel(weights);
  const current = createPolicyTrial(world, inForce, model);
  const other = createPolicyTrial(world, proposed, model);
  let changedFirstChoices = 0;
  const done: RecordedLot[] = [];
  for (const lot of lots) {
    if (clock.now() > untilMs) break;
    await breathe();
    if (current.add(lot) !== other.add(lot)) changedFirstChoices += 1;
    done.push(lot);
  }
  return {
    basis: 'modelled',
    weightsVersion: weights.version,
    lots: done.length,
    complete: done.length === lots.length,
    from: done.at(0)?.registeredAt ?? null,
    to: done.at(-1)?.registeredAt ?? null,
    recipients: world.recipients.length,
    current: current.effect(),
    proposed: other.effect(),
    changedFirstChoices,
  };
}
