import type { Candidate, Recommendation, Registration } from '@sprk/contracts';
import type { IdempotencyClaim, Lot, LotChange, Offer } from '@sprk/core';
import { at, START, testId } from './test-id.ts';

const HOUR_MS = 3_600_000;

export function aRegistration(overrides: Partial<Registration> = {}): Registration {
  return {
    product: 'Brown bread',
    category: 'bakery',
    massKg: 12.5,
    temperature: 'ambient',
    date: { type: 'best_before', on: '2026-03-04' },
    allergens: ['gluten'],
    readyAt: at(HOUR_MS),
    collectBy: at(12 * HOUR_MS),
    divisible: false,
    supplierId: testId('sup'),
    origin: { lat: 52.52, lon: 13.405 },
    ...overrides,
  };
}

/** A lot as it is right after registration; its id tells the time of `registeredAt`. */
export function aLot(
  overrides: Partial<Omit<Lot, 'registration'>> & { readonly registration?: Partial<Registration> } = {},
): Lot {
  const { registration, ...rest } = overrides;
  const registeredAt = overrides.registeredAt ?? START;
  return {
    id: testId('ovs', Date.parse(registeredAt)),
    registration: aRegistration(registration),
    registeredAt,
    version: 1,
    status: 'matching',
    round: 1,
    askedAt: registeredAt,
    asks: 1,
    offers: [],
    lostTo: [],
    childIds: [],
    ...rest,
  };
}

export function aClaim(
  lot: { readonly id: string },
  overrides: Partial<IdempotencyClaim> = {},
): IdempotencyClaim {
  return {
    scope: 'sup_test',
    key: `key-${lot.id}`,
    fingerprint: 'a'.repeat(64),
    resourceId: lot.id,
    at: START,
    ...overrides,
  };
}

export function anOffer(lot: Lot, overrides: Partial<Offer> = {}): Offer {
  const offeredAt = overrides.offeredAt ?? START;
  return {
    id: testId('off', Date.parse(offeredAt)),
    oversupplyId: lot.id,
    supplierId: lot.registration.supplierId,
    recipientId: testId('rec'),
    attempt: 1,
    round: 1,
    source: 'cascade',
    status: 'offered',
    massKg: lot.registration.massKg,
    slotDate: '2026-03-02',
    arriveBy: at(4 * HOUR_MS),
    distanceKm: 3.25,
    offeredAt,
    answerBy: at(HOUR_MS / 3),
    ...overrides,
  };
}

/** The next step of a lot: its version plus one, and nothing else unless given. */
export function aChange(
  lot: Lot,
  overrides: Partial<Omit<LotChange, 'lot'>> & { readonly lot?: Partial<Lot> } = {},
): LotChange {
  return {
    offers: [],
    children: [],
    slots: [],
    activity: [],
    counts: {},
    events: [],
    audit: [],
    ...overrides,
    lot: { ...lot, version: lot.version + 1, ...overrides.lot },
  };
}

export function aCandidate(overrides: Partial<Candidate> = {}): Candidate {
  return {
    recipientId: testId('rec'),
    probability: 0.625,
    utility: 7.75,
    massKg: 12.5,
    contributions: [{ feature: 'distance', value: -0.5 }],
    features: [
      [0, 1],
      [17, -0.25],
    ],
    ...overrides,
  };
}

export function aRecommendation(lot: Lot, overrides: Partial<Recommendation> = {}): Recommendation {
  return {
    oversupplyId: lot.id,
    round: lot.round,
    weightsVersion: 'wts_initial',
    policyVersion: 0,
    candidates: [aCandidate()],
    blocked: [{ recipientId: testId('rec'), reasons: ['closed', 'capacity'] }],
    blockedCounts: { closed: 3, capacity: 1 },
    computedAt: at(2000),
    ...overrides,
  };
}
