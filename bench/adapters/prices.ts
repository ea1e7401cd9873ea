import type { Unit } from './tally.ts';

/**
 * List prices of eu-central-1, USD without tax, as of November 2026. Assumptions, every one: taken from memory of AWS's
 * price pages (links), not from a bill; no free tier, no discounts, first volume step only. Change them here.
 */
export const REGION = 'eu-central-1';

/** Of one unit. */
export const UNIT_PRICES: Readonly<Record<Unit, number>> = {
  // https://aws.amazon.com/dynamodb/pricing/on-demand/: standard tables, after the halving of 1 November 2024.
  writeUnits: 0.7625e-6,
  readUnits: 0.1525e-6,
  // https://aws.amazon.com/sqs/pricing/: standard queues; cheaper above 100 G requests a month.
  sqsRequests: 0.4e-6,
  // https://aws.amazon.com/eventbridge/pricing/: custom events; delivery in the account is free, the queue's request is not.
  busEvents: 1e-6,
  ruleSends: 0.4e-6,
  // https://aws.amazon.com/s3/pricing/: standard; PUT, LIST, and GET.
  s3Writes: 5.4e-6,
  s3Reads: 0.43e-6,
};

/** Of a GB in a standard table for a month; the backups, which cost as much again, are not in it. */
export const STORED_GB_MONTH = 0.306;
