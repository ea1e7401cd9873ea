import { roundKg } from '../shared/mass.ts';
import { matchingWakeAt, matchRequestOf } from './ask-matcher.ts';
import type { Lot, Offer } from './lot.ts';
import { massToPlace, registrationOfPart } from './lot-mass.ts';
import type { Step } from './step.ts';

/** Who is asked about the first lot, or answered for it, yes or no, is not asked about the rest. */
const SPOKEN: readonly Offer['status'][] = ['offered', 'accepted', 'declined', 'expired'];

/** What was not taken becomes a lot of its own and is matched at once, without those who answered for the first. */
export function splitOff(step: Step, massKg: number): void {
  const { lot } = step;
  const spoken = lot.offers.filter(({ status }) => SPOKEN.includes(status));
  const refusedBy = [...(lot.refusedBy ?? []), ...spoken.map(({ recipientId }) => recipientId)];
  const child: Lot = {
    id: step.newId('ovs'),
    registration: { ...registrationOfPart(lot, massKg), parentId: lot.id },
    registeredAt: step.at,
    version: 1,
    status: 'matching',
    round: 1,
    askedAt: step.at,
    asks: 1,
    offers: [],
    lostTo: [],
    refusedBy: [...new Set(refusedBy)],
    childIds: [],
    wakeAt: matchingWakeAt(step.now, 1, lot.registration.collectBy),
    ...(lot.traceparent && { traceparent: lot.traceparent }),
  };
  step.addChild(child);
  step.set({ remainingKg: roundKg(massToPlace(lot) - massKg) });
  step.emit('oversupply.registered', matchRequestOf(child), { subject: child.id });
}
