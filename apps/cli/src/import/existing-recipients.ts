import type { RecipientView } from '@sprk/contracts';
import type { ApiClient } from '../shared/api-client.ts';
import { readPages } from '../shared/read-pages.ts';
import type { MappedPartner } from './mapped-partner.ts';

/** By externalId: whether the recipient has opening hours by now. */
export type ExistingRecipients = ReadonlyMap<string, { readonly hasHours: boolean }>;

export async function readExistingRecipients(client: ApiClient, token: string): Promise<ExistingRecipients> {
  const existing = new Map<string, { hasHours: boolean }>();
  for await (const { externalId, openingHours } of readPages<RecipientView>(
    client,
    token,
    '/v1/recipients',
  )) {
    if (externalId !== undefined) existing.set(externalId, { hasHours: openingHours !== undefined });
  }
  return existing;
}

/**
 * The row as it is sent, so that importing again never undoes what a person decided: a recipient with unread
 * hours keeps whether it is verified, and hours that could be read at last verify one that had none.
 */
export function keepDecisions({ input, hours }: MappedPartner, existing: ExistingRecipients) {
  const before = existing.get(input?.externalId ?? '');
  if (!input || !before) return input;
  const { verified, ...rest } = input as typeof input & { verified?: boolean };
  if (hours === 'unread') return rest;
  return hours === 'read' && verified === undefined && !before.hasHours ? { ...rest, verified: true } : input;
}
