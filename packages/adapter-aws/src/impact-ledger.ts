import type { ImpactDelta, ImpactLedger } from '@sprk/core';
import { toKg, toMilligrams } from '@sprk/core/shared/milligrams';
import type { AwsDeps } from './aws-deps.ts';
import { queryItems } from './query-items.ts';
import { shardOf } from './shard.ts';
import type { UnitWrite } from './unit-of-work.ts';

const IMPACT = 'impact';
/** Items of one day, so that collections at one time do not wait for each other. */
const SHARDS = 8;
const MASS = 'mg#';

export function createAwsImpactLedger(deps: AwsDeps): ImpactLedger {
  return {
    async collected(fromDate, toDate) {
      const days = queryItems<Readonly<Record<string, number>>>(deps, 'operations', {
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': IMPACT, ':from': fromDate, ':to': `${toDate}#${SHARDS}` },
        ConsistentRead: true,
      });
      let lots = 0;
      const mgByCategory = new Map<string, number>();
      for await (const day of days) {
        lots += day.lots ?? 0;
        for (const [name, mg] of Object.entries(day)) {
          if (!name.startsWith(MASS)) continue;
          const category = name.slice(MASS.length);
          mgByCategory.set(category, (mgByCategory.get(category) ?? 0) + mg);
        }
      }
      const massKgByCategory = Object.fromEntries([...mgByCategory].map(([name, mg]) => [name, toKg(mg)]));
      return { lots, massKgByCategory };
    },
  };
}

export function impactWrite(
  { names }: AwsDeps,
  lotId: string,
  { date, category, massKg }: ImpactDelta,
): UnitWrite {
  return {
    Update: {
      TableName: names.table('operations'),
      Key: { pk: IMPACT, sk: `${date}#${shardOf(lotId, SHARDS)}` },
      UpdateExpression: 'ADD lots :one, #mass :mg',
      ExpressionAttributeNames: { '#mass': `${MASS}${category}` },
      ExpressionAttributeValues: { ':one': 1, ':mg': toMilligrams(massKg) },
    },
  };
}
