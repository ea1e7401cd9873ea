import type { Candidate, Policy, Recipient, Recommendation, Registration } from '@sprk/contracts';
import type { Lot } from './offers/lot.ts';
import type { Surroundings } from './offers/offer-next.ts';
import type { Step, StepContext } from './offers/step.ts';
import { DEFAULT_POLICY } from './policy/default-policy.ts';

/** A Tuesday morning in Berlin, 11:00 local. */
export const NOW = Date.parse('2026-11-24T10:00:00.000Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export function iso(afterMs = 0): string {
  return new Date(NOW + afterMs).toISOString();
}

export function aRegistration(overrides: Partial<Registration> = {}): Registration {
  return {
    product: 'Carrots',
    category: 'produce',
    massKg: 10,
    temperature: 'ambient',
    date: { type: 'best_before', on: '2026-11-26' },
    allergens: [],
    readyAt: iso(),
    collectBy: iso(8 * HOUR),
    divisible: false,
    supplierId: 'sup_1',
    origin: { lat: 52.52, lon: 13.4 },
    ...overrides,
  };
}

/** Open at any hour, about 1.5 km by road from the lot, ten minutes' patience. */
export function aRecipient(id: string, overrides: Partial<Recipient> = {}): Recipient {
  return {
    id,
    name: `Kitchen ${id}`,
    lat: 52.53,
    lon: 13.4,
    timeZone: 'Europe/Berlin',
    active: true,
    kind: 'soup_kitchen',
    capacityKg: 100,
    categories: ['produce', 'bakery'],
    temperatures: ['ambient'],
    refusedAllergens: [],
    acceptsBestBeforePassed: false,
    needIndex: 1,
    responseMinutes: 10,
    closures: [],
    verified: true,
    createdAt: iso(),
    updatedAt: iso(),
    version: 1,
    ...overrides,
  };
}

export function aLot(
  overrides: Partial<Omit<Lot, 'registration'>> & { registration?: Partial<Registration> } = {},
): Lot {
  const { registration, ...rest } = overrides;
  return {
    id: 'ovs_1',
    registration: aRegistration(registration),
    registeredAt: iso(),
    version: 1,
    status: 'matching',
    round: 1,
    askedAt: iso(),
    asks: 1,
    offers: [],
    lostTo: [],
    childIds: [],
    wakeAt: iso(30_000),
    ...rest,
  };
}

export function aCandidate(recipientId: string, overrides: Partial<Candidate> = {}): Candidate {
  const features: [number, number][] = [
    [0, 1],
    [1, 0.25],
  ];
  return {
    recipientId,
    probability: 0.6,
    utility: 8,
    massKg: 10,
    contributions: [{ feature: 'distance', value: -0.1 }],
    features,
    ...overrides,
  };
}

/** What the matcher says: candidates by id or in full. */
export function aRecommendation(
  candidates: readonly (string | Candidate)[],
  overrides: Partial<Recommendation> = {},
): Recommendation {
  return {
    oversupplyId: 'ovs_1',
    round: 1,
    weightsVersion: 'wts_1',
    policyVersion: 0,
    candidates: candidates.map((one) => (typeof one === 'string' ? aCandidate(one) : one)),
    blocked: [],
    blockedCounts: {},
    computedAt: iso(),
    ...overrides,
  };
}

export function aPolicy(overrides: Partial<Policy> = {}): Policy {
  return { ...DEFAULT_POLICY, ...overrides };
}

/** A world of these recipients, given by id or in full. */
export function around(recipients: readonly (string | Recipient)[], policy = aPolicy()): Surroundings {
  const all = recipients.map((one) => (typeof one === 'string' ? aRecipient(one) : one));
  return { policy, recipient: (id) => all.find((one) => one.id === id) };
}

/** A moment `afterMs` after NOW; ids tell what made them. */
export function context(afterMs = 0, overrides: Partial<StepContext> = {}): StepContext {
  let made = 0;
  const now = NOW + afterMs;
  return { now, nextId: (prefix) => `${prefix}_at${afterMs}_${++made}`, ...overrides };
}

/** The lot after a step that must have happened. */
export function lotAfter(step: Step | undefined): Lot {
  if (!step) throw new Error('Nothing happened.');
  return step.lot;
}
