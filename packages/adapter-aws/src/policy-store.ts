import type { Policy } from '@sprk/contracts';
import { DEFAULT_POLICY, type PolicyStore } from '@sprk/core';
import { checkUnitSize } from '@sprk/core/ports/unit-size';
import { auditWrites } from './audit-log.ts';
import type { AwsDeps } from './aws-deps.ts';
import { getItem } from './get-item.ts';
import { padded } from './item-key.ts';
import type { Kernel } from './kernel.ts';
import type { UnitWrite } from './unit-of-work.ts';

const CURRENT = { pk: 'policy', sk: 'current' };

export function createAwsPolicyStore({ deps, unit }: Kernel): PolicyStore {
  return {
    current: () => readPolicy(deps),
    async put({ policy, events, audit }) {
      checkUnitSize(1 + events.length + audit.length);
      const writes = [currentWrite(deps, policy), versionWrite(deps, policy), ...auditWrites(deps, audit)];
      const result = await unit.commit(writes, { events, touched: ['policy'], counts: {} });
      return result.kind === 'committed' ? { kind: 'stored' } : { kind: 'stale' };
    },
  };
}

export async function readPolicy(deps: AwsDeps): Promise<Policy> {
  const item = await getItem<{ readonly body: string }>(deps, 'operations', CURRENT);
  return item ? (JSON.parse(item.body) as Policy) : DEFAULT_POLICY;
}

/** As long as nobody changed the policy there is no item of it. */
function currentWrite({ names }: AwsDeps, policy: Policy): UnitWrite {
  const before = policy.version - 1;
  return {
    Put: {
      TableName: names.table('operations'),
      Item: { ...CURRENT, version: policy.version, body: JSON.stringify(policy) },
      ConditionExpression:
        before === DEFAULT_POLICY.version ? 'attribute_not_exists(pk)' : 'version = :before',
      ...(before !== DEFAULT_POLICY.version && { ExpressionAttributeValues: { ':before': before } }),
    },
  };
}

/** Kept for those who ask later what was decided by. */
function versionWrite({ names }: AwsDeps, policy: Policy): UnitWrite {
  return {
    Put: {
      TableName: names.table('operations'),
      Item: { pk: CURRENT.pk, sk: `version#${padded(policy.version)}`, body: JSON.stringify(policy) },
    },
  };
}
