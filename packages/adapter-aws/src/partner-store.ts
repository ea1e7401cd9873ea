import type { Recipient, Supplier } from '@sprk/contracts';
import type { PartnerStore } from '@sprk/core';
import { parseCursor } from '@sprk/core/shared/page-cursor';
import type { AwsDeps } from './aws-deps.ts';
import { createPartner } from './create-partner.ts';
import { findByExternalId, findPartner } from './find-partner.ts';
import type { Kernel } from './kernel.ts';
import { mergeSorted } from './merge-sorted.ts';
import { unpack } from './packed.ts';
import type { PackedItem } from './packed-item.ts';
import { pageOf } from './page-of.ts';
import { type PartnerKind, partnerPartitions } from './partner-keys.ts';
import { queryItems } from './query-items.ts';
import { updatePartner } from './update-partner.ts';

/** Below every id. */
const BEGIN = '!';

/** Suppliers or recipients, by the name that the directory feed has for them. */
export function createAwsPartnerStore<P extends Supplier | Recipient>(
  kind: PartnerKind,
  kernel: Kernel,
): PartnerStore<P> {
  const { deps, log } = kernel;
  return {
    create: (unit) => createPartner(kernel, kind, unit),
    update: (unit) => updatePartner(kernel, kind, unit),
    find: (id) => findPartner<P>(deps, kind, id),
    findByExternalId: (externalId) => findByExternalId<P>(deps, kind, externalId),
    async list(page) {
      const after = parseCursor(kind, page.cursor) ?? BEGIN;
      return await pageOf(kind, page, partnersAfter<P>(deps, kind, after, page.limit + 1));
    },
    async count() {
      const { totals } = await log.newest();
      return totals[`${kind}s`] ?? 0;
    },
  };
}

/** In order of id, merged from all partitions. @param wanted how many will probably be read */
async function* partnersAfter<P>(
  deps: AwsDeps,
  kind: PartnerKind,
  after: string,
  wanted: number,
): AsyncGenerator<P> {
  const partitions = partnerPartitions(kind).map((pk) =>
    queryItems<PackedItem & { readonly sk: string }>(deps, 'partners', {
      KeyConditionExpression: 'pk = :pk AND sk > :after',
      ExpressionAttributeValues: { ':pk': pk, ':after': after },
      ConsistentRead: true,
      Limit: wanted,
    }),
  );
  for await (const { body } of mergeSorted(partitions, (a, b) => a.sk < b.sk)) yield unpack<P>(body);
}
