import { localDate } from '../hours/zone.ts';
import { daysSinceAcceptance, faded, NEVER_DAYS } from '../matching/activity.ts';
import { namedFeature } from '../matching/feature-layout.ts';
import { roadKm } from '../matching/travel.ts';
import { receivedShare } from '../matching/value.ts';
import { arrival, deliverySlot } from './delivery.ts';
import type { ExplainedCase } from './explained-case.ts';
import type { Fact } from './fact.ts';

const DAYS_SINCE = namedFeature('days_since_last_acceptance');
/** Below and above these a difference is worth a word. */
const NOTABLE = { less: 0.8, more: 1.25 };
const SELDOM = 0.35;
const USUALLY = 0.65;

/** What speaks for and against a recipient, from what everybody can see to what only it knows. */
export function factsOf(one: ExplainedCase): Fact[] {
  const { registration, recipient, policy } = one;
  return [
    { code: 'distance', distanceKm: roadKm(registration.origin, recipient, policy) },
    ...hoursOf(one),
    ...(recipient.temperatures.includes(registration.temperature)
      ? [{ code: 'storage' as const, temperature: registration.temperature }]
      : []),
    ...partOf(one),
    lastDelivery(one),
    ...usualAnswer(one),
    ...comparisons(one),
  ];
}

function hoursOf(one: ExplainedCase): Fact[] {
  const { schedule, closures, timeZone } = one.recipient;
  if (!schedule && closures.length === 0) return [{ code: 'always_open' }];
  const slot = deliverySlot(one);
  if (!slot) return [];
  const { startAt: fromAt, closesAt: untilAt } = slot;
  // Open on arrival, today: then only the end is news.
  const isOpen = fromAt <= arrival(one) && slot.date === localDate(one.at, timeZone);
  return [
    isOpen ? { code: 'open_until', untilAt, timeZone } : { code: 'open_later', fromAt, untilAt, timeZone },
  ];
}

function partOf({ candidate, registration }: ExplainedCase): Fact[] {
  if (!candidate || candidate.massKg >= registration.massKg) return [];
  return [{ code: 'part', massKg: candidate.massKg, wholeKg: registration.massKg }];
}

/** As matching saw it, where that is kept: the lot itself may be the last delivery by now. */
function daysSinceDelivery({ candidate, activity, at }: ExplainedCase): number {
  const [, seen] = candidate?.features.find(([index]) => index === DAYS_SINCE) ?? [];
  return seen === undefined ? daysSinceAcceptance(activity, at) : seen * NEVER_DAYS;
}

function lastDelivery(one: ExplainedCase): Fact {
  const days = daysSinceDelivery(one);
  return days < NEVER_DAYS ? { code: 'last_delivery', days: Math.floor(days) } : { code: 'no_delivery' };
}

/** Only of somebody who has said yes lately: a chance made of priors alone is no habit. */
function usualAnswer(one: ExplainedCase): Fact[] {
  const { candidate, registration } = one;
  if (!candidate || daysSinceDelivery(one) >= NEVER_DAYS) return [];
  const { probability } = candidate;
  const often = probability >= USUALLY ? 'usually' : probability <= SELDOM ? 'seldom' : 'sometimes';
  return [{ code: 'usual_answer', often, category: registration.category }];
}

function comparisons({ recipient, activity, means, at }: ExplainedCase): Fact[] {
  if (!means) return [];
  const need = compare(recipient.needIndex, means.need);
  const received = compare(
    receivedShare(faded(activity.fadedReceivedKg, at), recipient),
    means.receivedShare,
  );
  return [
    ...(need ? [{ code: 'need' as const, compared: need }] : []),
    ...(received ? [{ code: 'received' as const, compared: received }] : []),
  ];
}

function compare(own: number, mean: number): 'more' | 'less' | undefined {
  if (!(mean > 0)) return undefined;
  if (own / mean <= NOTABLE.less) return 'less';
  return own / mean >= NOTABLE.more ? 'more' : undefined;
}
