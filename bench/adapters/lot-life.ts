import { stepDeps } from '@sprk/backend/step-deps';
import { loadOfferView } from '@sprk/backend/views/offer-view';
import { answerNo, answerYes, handOver, type Lot, openOffer, registerOversupply } from '@sprk/core';
import { sha256 } from '../../tests/harness/backend-slot.ts';
import { lotInput } from '../../tests/harness/partners.ts';
import type { BenchSystem } from './bench-system.ts';
import { LABELS } from './labels.ts';

const MINUTE_MS = 60_000;

/**
 * Lots from registration to collection, each step with all lots at once: the first offer is declined, the second
 * accepted, both sides confirm the handover. Calls that people make come with the reads of their routes.
 */
export async function liveLots(system: BenchSystem, count: number): Promise<void> {
  const { ports, meter, clock, settle } = system;
  const steps = stepDeps(system);
  const ids = await register(system, count);
  await settle();
  await each(LABELS.decline, async (lot) => {
    const offer = await asked(lot);
    await answerNo(steps, offer, { reason: 'no_transport' });
    await loadOfferView(ports, offer);
  });
  await each(LABELS.accept, async (lot) => {
    const offer = await asked(lot);
    await answerYes(steps, offer, undefined);
    await loadOfferView(ports, offer);
  });
  for (const side of ['supplier', 'recipient'] as const) {
    await each(LABELS.handOver, async ({ id, registration: { massKg } }) => {
      await ports.lots.find(id);
      await handOver(steps, id, side, { massKg });
    });
  }

  /** As the routes find the offer that is answered. */
  async function asked(lot: Lot) {
    const offer = await ports.lots.findOffer(openOffer(lot)?.id ?? '');
    if (!offer) throw new Error(`Nothing is offered of ${lot.id}: ${lot.status}.`);
    return offer;
  }

  async function each(label: string, step: (lot: Lot) => Promise<void>): Promise<void> {
    await nextMinute(clock);
    const lots = await Promise.all(ids.map((id) => ports.lots.find(id)));
    const found = lots.filter((lot) => lot !== undefined);
    await meter.within(label, () => Promise.all(found.map(step)));
    await settle();
  }
}

async function register(
  { ports, meter, clock, ids, suppliers }: BenchSystem,
  count: number,
): Promise<string[]> {
  await nextMinute(clock);
  const deps = { lots: ports.lots, suppliers: ports.suppliers, clock, ids, sha256 };
  const { supplierId: _, ...input } = lotInput(clock.now());
  const one = async (index: number) => {
    const supplierId = suppliers[index % suppliers.length]?.id ?? '';
    const idempotencyKey = `${clock.now()}-${String(index).padStart(4, '0')}`;
    return (await registerOversupply(deps, { supplierId, input, idempotencyKey })).lot.id;
  };
  return await meter.within(LABELS.register, () =>
    Promise.all(Array.from({ length: count }, (_, index) => one(index))),
  );
}

/** Steps happen at full minutes, however often somebody looked into a queue before, so that items have the same sizes. */
async function nextMinute(clock: BenchSystem['clock']): Promise<void> {
  await clock.advance(MINUTE_MS - (clock.now() % MINUTE_MS));
}
