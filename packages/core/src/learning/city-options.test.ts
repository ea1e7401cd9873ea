import { describe, expect, it } from 'vitest';
import { aPolicy, aRecipient, aRegistration, HOUR, NOW } from '../_fixtures.ts';
import { noActivity } from '../matching/activity.ts';
import type { City } from '../matching/city.ts';
import { cityOptions } from './city-options.ts';
import { createLearner } from './learner.ts';
import { renewPrices } from './renew-prices.ts';

const WEEK = 7 * 24 * HOUR;
const recipients = [aRecipient('rec_1'), aRecipient('rec_2', { categories: ['bakery'] })];
const city: City = {
  policy: aPolicy(),
  recipientsNear: () => recipients,
  reservedKg: () => 95,
  activity: (id) => ({ ...noActivity(id), openOffers: 50 }),
  meanNeed: 1,
  meanClaim: 100,
  meanReceivedShare: () => 0,
};
const { model } = createLearner();
const lot = { registration: aRegistration(), registeredAt: NOW };

describe('cityOptions', () => {
  it('holds a lot of the past against the rules of a day to come, room and open offers aside', () => {
    const [option, ...others] = cityOptions(city, model)(lot, NOW + WEEK);

    expect(others).toEqual([]);
    expect(option).toMatchObject({ recipientId: 'rec_1', slotDate: '2026-12-01' });
    expect(option?.utility).toBeGreaterThan(0);
  });

  it('scores without the prices that are in use', () => {
    const priced = { ...model, bidPrices: { rec_1: [9, 9, 9, 9, 9, 9, 9] } };

    expect(cityOptions(city, priced)(lot, NOW)).toEqual(cityOptions(city, model)(lot, NOW));
  });

  it('gives the running system its prices', () => {
    const history = Array.from({ length: 30 }, (_, i) => ({ ...lot, registeredAt: NOW - WEEK + i * 60_000 }));

    const prices = renewPrices({
      history: history.map((each) => ({ lot: each, at: each.registeredAt })),
      now: NOW - HOUR,
      days: 1,
      optionsOf: cityOptions(city, model),
      massKgOf: ({ registration }) => registration.massKg,
      freeKg: () => 20,
      attempts: city.policy.maxAttempts,
      before: {},
    });

    // Tuesday, like the day of the lots.
    expect(prices.rec_1?.[1]).toBeGreaterThan(0.3);
    expect(prices.rec_2).toBeUndefined();
  });
});
