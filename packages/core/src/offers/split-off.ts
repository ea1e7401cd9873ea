import { matchingWakeAt, matchRequestOf } from './ask-matcher.ts';
import type { Lot, Offer } from './lot.ts';
import type { Step } from './step.ts';

/** Who answered for the first lot, yes or no, is not asked about the rest. */
const SPOKEN: readonly Offer['status'][] = ['accepted', 'declined'];

/** What was not taken becomes a lot of its own and is matched at once, without those who answered for the first. */
export function splitOff(step: Step, massKg: number): Lot {
  const { lot } = step;
  const registration = { ...lot.registration, massKg, parentId: lot.id };
  const tooSmall = registration.minPartKg !== undefined && registration.minPartKg > massKg;
  const child: Lot = {
    id: step.newId('ovs'),
    registration: tooSmall ? { ...registration, minPartKg: massKg } : registration,
    registeredAt: step.at,
    version: 1,
    status: 'matching',
    round: 1,
    askedAt: step.at,
    asks: 1,
    offers: [],
    lostTo: lot.offers.filter(({ status }) => SPOKEN.includes(status)).map(({ recipientId }) => recipientId),
    childIds: [],
    wakeAt: matchingWakeAt(step.now, 1, lot.registration.collectBy),
    ...(lot.traceparent && { traceparent: lot.traceparent }),
  };
  step.addChild(child);
  step.emit('oversupply.registered', matchRequestOf(child), undefined, child.id);
  return child;
}
