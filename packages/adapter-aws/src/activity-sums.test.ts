import { describe, expect, it } from 'vitest';
import { activityPart } from './activity-part.ts';
import { activitySums } from './activity-sums.ts';
import { resourceNames } from './resource-names.ts';

const recipientId = 'rec_1';
const deps = { names: resourceNames('test') } as Parameters<typeof activityPart>[0];

describe('writes of activity', () => {
  it('adds the deltas of one recipient up', () => {
    const sums = activitySums([
      {
        recipientId,
        openOffers: 1,
        maxOpenOffers: 5,
        fadedOffers: 2,
        lastAcceptedAt: '2026-03-02T08:00:01Z',
      },
      { recipientId: 'rec_2', openOffers: -1 },
      { recipientId, openOffers: 1, maxOpenOffers: 3, fadedOffers: 0.5 },
      {
        recipientId,
        openOffers: -1,
        fadedAcceptances: 4,
        category: 'bakery',
        lastAcceptedAt: '2026-03-02T08:00:00Z',
      },
    ]);

    expect(sums).toHaveLength(2);
    expect(sums[0]).toEqual({
      recipientId,
      openOffers: 1,
      maxOpenBefore: 2,
      lastAcceptedMs: Date.parse('2026-03-02T08:00:01Z'),
      faded: new Map([
        ['fadedOffers', 2.5],
        ['fadedAcceptances', 4],
        ['category#bakery', 4],
      ]),
    });
  });

  it('lets a first offer pass only within the budget', () => {
    const conditionOf = (maxOpenOffers: number) => {
      const [sum] = activitySums([{ recipientId, openOffers: 1, maxOpenOffers }]);
      return activityPart(deps, sum!, true).write.Update?.ConditionExpression;
    };

    expect(conditionOf(1)).toBe('(attribute_not_exists(openOffers) OR openOffers <= :maxOpen)');
    expect(conditionOf(0)).toBe('openOffers <= :maxOpen');
  });

  it('tells a used-up budget from a yes that is not the latest', () => {
    const [sum] = activitySums([
      { recipientId, openOffers: 1, maxOpenOffers: 2, lastAcceptedAt: '2026-03-02T08:00:00Z' },
    ]);
    const part = activityPart(deps, sum!, true);

    expect(part.refused?.({ openOffers: '2' })).toEqual({ kind: 'fatigued', recipientId });
    expect(part.refused?.({ openOffers: '1' })).toEqual({ kind: 'notLatest', recipientId });
    expect(activityPart(deps, sum!, false).write.Update?.UpdateExpression).toBe('ADD #a0 :a0');
  });
});
