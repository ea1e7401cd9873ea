import type { AuditEntry, OversupplyView, StatusView, WeightsSummary } from '@sprk/contracts';
import { DEFAULT_POLICY } from '@sprk/core';
import { type City, expecting } from '../harness/index.ts';

export const MINUTE = 60_000;
export const HOUR = 3_600_000;

export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

export async function overrideTo(city: City, id: string, index: number, reason = 'test') {
  const recipientId = city.recipients[index]!.id;
  return await city.operator.post<OversupplyView>(`/v1/oversupplies/${id}/override`, { recipientId, reason });
}

export function indexOf({ recipients }: City, recipientId: string): number {
  return recipients.findIndex(({ id }) => id === recipientId);
}

export async function auditOf({ operator }: City): Promise<AuditEntry[]> {
  return expecting(200, await operator.get<Page<AuditEntry>>('/v1/audit?limit=200')).items;
}

export async function weightsOf({ operator }: City): Promise<WeightsSummary[]> {
  return expecting(200, await operator.get<Page<WeightsSummary>>('/v1/weights?limit=200')).items;
}

export async function status({ operator }: City): Promise<StatusView> {
  return expecting(200, await operator.get<StatusView>('/v1/status'));
}

export async function collect(
  city: City,
  overrides: Parameters<City['supplier']['register']>[0],
): Promise<void> {
  const lot = await city.supplier.register(overrides);
  await city.system.drain();
  const [recipient] = city.recipients;
  await recipient!.accept((await recipient!.offers())[0]!.id);
  const { massKg } = lot;
  for (const side of [city.supplier, recipient!]) {
    expecting(200, await side.post(`/v1/oversupplies/${lot.id}/handover`, { massKg }));
  }
}

export function policyInput() {
  const { changedAt: _, changedBy: __, version: ___, ...policy } = DEFAULT_POLICY;
  return policy;
}
