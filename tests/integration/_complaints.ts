import type { OversupplyView } from '@sprk/contracts';
import { type City, expecting } from '../harness/index.ts';

export const HOUR = 3_600_000;
export const MINUTE = 60_000;

export function at(ms: number): string {
  return new Date(ms).toISOString();
}

export type Page<T = OversupplyView> = { items: T[]; nextCursor: string | null };

export async function expectPage<T>(answer: Promise<{ status: number; headers: object; body: unknown }>) {
  return expecting(200, (await answer) as never) as Page<T extends object ? T : OversupplyView> & Page;
}

export function paths({ body }: { body: { errors?: { path: string }[] } }): string[] {
  return (body.errors ?? []).map(({ path }) => path).sort();
}

export async function acceptedLot(city: City): Promise<OversupplyView> {
  const lot = await city.supplier.register();
  await city.system.drain();
  const [offer] = await city.recipients[0]!.offers();
  await city.recipients[0]!.accept(offer!.id);
  return lot;
}

export async function handover(
  side: { post: City['supplier']['post'] },
  id: string,
  said: { massKg: number; temperatureC?: number },
): Promise<OversupplyView> {
  return expecting(200, await side.post<OversupplyView>(`/v1/oversupplies/${id}/handover`, said));
}

export async function overrideTo(city: City, id: string, recipientId: string) {
  return await city.operator.post(`/v1/oversupplies/${id}/override`, { recipientId, reason: 'test' });
}

/** A lot that may be collected for three days, but must be eaten by tomorrow. */
export async function useByTomorrow(city: City, overrides = {}): Promise<OversupplyView> {
  const now = city.system.clock.now();
  const lot = await city.supplier.register({
    date: { type: 'use_by', on: '2026-03-03' },
    collectBy: at(now + 72 * HOUR),
    ...overrides,
  });
  await city.system.drain();
  return lot;
}

export async function reservedKg(city: City, index: number): Promise<number> {
  const keys = [{ recipientId: city.recipients[index]!.id, date: '2026-03-02' }];
  return (await city.system.ports.ledger.slots(keys))[0]!.reservedKg;
}

export async function everyLot(city: City): Promise<OversupplyView[]> {
  return (await expectPage(city.operator.get('/v1/oversupplies?limit=200'))).items;
}
