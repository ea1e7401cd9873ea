import { openSqlitePorts } from '@sprk/adapter-sqlite';
import type { Lot, Ports } from '@sprk/core';

/** Opens the data file that a killed system left behind and names everything that must never be. */
export async function violationsIn(file: string): Promise<string[]> {
  await using ports = await openSqlitePorts({ file, clock: { now: () => Date.now() } });
  const lots = await allLots(ports);
  return [
    ...lots.flatMap(lotViolations),
    ...(await slotViolations(ports, lots)),
    ...(await outcomeViolations(ports)),
  ];
}

async function allLots(ports: Ports): Promise<Lot[]> {
  const lots: Lot[] = [];
  let cursor: string | undefined;
  do {
    const page = await ports.lots.list({ limit: 200, ...(cursor && { cursor }) });
    lots.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return lots;
}

function lotViolations(lot: Lot): string[] {
  const open = lot.offers.filter(({ status }) => status === 'offered').length;
  const accepted = lot.offers.filter(({ status }) => status === 'accepted').length;
  const attempts = new Set(lot.offers.map(({ attempt }) => attempt));
  return [
    ...(open > 1 ? [`${lot.id} has ${open} open offers`] : []),
    ...(accepted > 1 ? [`${lot.id} was accepted ${accepted} times`] : []),
    ...(attempts.size < lot.offers.length ? [`${lot.id} repeats an attempt`] : []),
    ...((lot.status === 'offered') !== (open === 1)
      ? [`${lot.id} is ${lot.status} with ${open} open offers`]
      : []),
  ];
}

/** Reserved kg of each slot must be the sum of its live offers, and never above the recipient's capacity. */
async function slotViolations(ports: Ports, lots: readonly Lot[]): Promise<string[]> {
  const live = new Map<string, number>();
  for (const offer of lots.flatMap(({ offers }) => offers)) {
    const key = `${offer.recipientId} ${offer.slotDate}`;
    const holds = offer.status === 'offered' || offer.status === 'accepted';
    live.set(key, (live.get(key) ?? 0) + (holds ? offer.massKg : 0));
  }
  const keys = [...live.keys()].map((key) => {
    const [recipientId = '', date = ''] = key.split(' ');
    return { recipientId, date };
  });
  const violations: string[] = [];
  for (const slot of await ports.ledger.slots(keys)) {
    const expected = live.get(`${slot.recipientId} ${slot.date}`) ?? 0;
    const capacityKg = (await ports.recipients.find(slot.recipientId))?.capacityKg ?? 0;
    if (Math.abs(slot.reservedKg - expected) > 0.001) {
      violations.push(
        `${slot.recipientId} ${slot.date} holds ${slot.reservedKg} kg, its offers ${expected} kg`,
      );
    }
    if (slot.reservedKg > capacityKg + 0.001)
      violations.push(`${slot.recipientId} ${slot.date} is over capacity`);
  }
  return violations;
}

async function outcomeViolations(ports: Ports): Promise<string[]> {
  const seen = new Set<string>();
  const violations: string[] = [];
  for (let position = 0; ; position += 500) {
    const outcomes = await ports.outcomes.read(position, 500);
    for (const { oversupplyId, recipientId, attempt, kind } of outcomes) {
      const key = `${oversupplyId} ${recipientId} ${attempt} ${kind}`;
      if (seen.has(key)) violations.push(`outcome counted twice: ${key}`);
      seen.add(key);
    }
    if (outcomes.length < 500) return violations;
  }
}
