import type { Policy } from '@sprk/contracts';

/** Where a fresh system starts; operators change it. Sources: docs/decisions, "Value and cascade". */
export const DEFAULT_POLICY: Policy = {
  version: 0,
  changedAt: '1970-01-01T00:00:00.000Z',
  changedBy: 'system',
  needWeight: 0.5,
  kmCostKg: 0.8,
  freshnessExponent: 0,
  fairness: 0.38,
  priceWeight: 0.9,
  waitDiscount: 1,
  maxAttempts: 4,
  maxOpenOffers: 5,
  maxDistanceKm: 12,
  kmFactor: 1.3,
  kmPerHour: 15,
  slotSearchDays: 4,
};
