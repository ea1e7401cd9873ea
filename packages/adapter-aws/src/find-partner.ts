import type { Recipient, Supplier } from '@sprk/contracts';
import type { AwsDeps } from './aws-deps.ts';
import { getItem } from './get-item.ts';
import { bodyOf, type PackedItem } from './packed-item.ts';
import { externalKey, type PartnerKind, partnerKey } from './partner-keys.ts';

export async function findPartner<P extends Supplier | Recipient>(
  deps: AwsDeps,
  kind: PartnerKind,
  id: string,
): Promise<P | undefined> {
  return bodyOf<P>(await getItem<PackedItem>(deps, 'partners', partnerKey(kind, id)));
}

export async function findByExternalId<P extends Supplier | Recipient>(
  deps: AwsDeps,
  kind: PartnerKind,
  externalId: string,
): Promise<P | undefined> {
  const holder = await getItem<{ readonly id: string }>(deps, 'partners', externalKey(kind, externalId));
  const partner = holder && (await findPartner<P>(deps, kind, holder.id));
  // It may have given the externalId up between the two reads.
  return partner?.externalId === externalId ? partner : undefined;
}
