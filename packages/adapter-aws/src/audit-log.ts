import type { AuditEntry } from '@sprk/contracts';
import type { AuditLog } from '@sprk/core';
import { parseCursor } from '@sprk/core/shared/page-cursor';
import type { AwsDeps } from './aws-deps.ts';
import { pageOf } from './page-of.ts';
import { queryItems } from './query-items.ts';
import type { UnitWrite } from './unit-of-work.ts';

const AUDIT = 'audit';
/** Above every id. */
const END = '~';

export function createAwsAuditLog(deps: AwsDeps): AuditLog {
  async function* entriesBefore(id: string, limit: number) {
    const items = queryItems<{ readonly body: string }>(deps, 'operations', {
      KeyConditionExpression: 'pk = :pk AND sk < :before',
      ExpressionAttributeValues: { ':pk': AUDIT, ':before': id },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: limit,
    });
    for await (const { body } of items) yield JSON.parse(body) as AuditEntry;
  }
  return {
    async list(page) {
      const before = parseCursor(AUDIT, page.cursor) ?? END;
      return await pageOf(AUDIT, page, entriesBefore(before, page.limit + 1));
    },
  };
}

/** Entries are text, so that an auditor can read them without this program; their ids rise with time. */
export function auditWrites({ names }: AwsDeps, entries: readonly AuditEntry[]): readonly UnitWrite[] {
  return entries.map((entry) => ({
    Put: {
      TableName: names.table('operations'),
      Item: { pk: AUDIT, sk: entry.id, body: JSON.stringify(entry) },
    },
  }));
}
