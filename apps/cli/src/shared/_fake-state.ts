import { OversupplyInput, RecipientInput, SupplierInput } from '@sprk/contracts';
import { Compile } from 'typebox/compile';

export type Row = Record<string, unknown> & { id: string };
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> };
export type Kind = 'suppliers' | 'recipients' | 'oversupplies';
/** What becomes of a lot: an offer to the first recipient, nobody, or no answer of the matcher. */
export type Decide = (lot: Row) => 'offer' | 'unmatched' | 'silence';

const KINDS = {
  suppliers: { prefix: 'sup', check: Compile(SupplierInput) },
  recipients: { prefix: 'rec', check: Compile(RecipientInput) },
  oversupplies: { prefix: 'ovs', check: Compile(OversupplyInput) },
} as const;

/** Partners, lots and offers in memory, changing as the backend changes them. */
export function createFakeState(decide: Decide, emit: (type: string, data: unknown) => void) {
  const rows: Record<Kind, Map<string, Row>> = {
    suppliers: new Map(),
    recipients: new Map(),
    oversupplies: new Map(),
  };
  const offers = new Map<string, Row>();
  const idByKey = new Map<string, string>();
  let sequence = 0;

  function nextId(prefix: string): string {
    sequence += 1;
    return `${prefix}_0199${String(sequence).padStart(4, '0')}-0000-7000-8000-000000000000`;
  }
  function change(lot: Row, status: string, more = {}): void {
    Object.assign(lot, { status, ...more });
    emit('oversupply.changed', { oversupplyId: lot.id, supplierId: lot.supplierId, status, massKg: 1 });
  }
  function match(lot: Row): void {
    const decision = decide(lot);
    const [recipient] = rows.recipients.values();
    if (decision === 'silence') return;
    if (decision === 'unmatched' || !recipient) {
      change(lot, 'unmatched', { cause: 'capacity' });
      return;
    }
    const offer = { id: nextId('off'), oversupplyId: lot.id, recipientId: recipient.id, status: 'offered' };
    offers.set(offer.id, offer);
    lot.offers = [offer];
    change(lot, 'offered');
    const { massKg, category, product, temperature, collectBy } = lot;
    emit('offer.made', { ...offer, offerId: offer.id, massKg, category, product, temperature, collectBy });
  }
  function createPartner(kind: Kind, body: Row): Answer {
    const known = rows[kind].get(idByKey.get(`${kind} ${body.externalId}`) ?? '');
    if (known) return { status: 200, body: Object.assign(known, body) };
    const row: Row = { active: true, ...body, id: nextId(KINDS[kind].prefix) };
    rows[kind].set(row.id, row);
    if (body.externalId !== undefined) idByKey.set(`${kind} ${body.externalId}`, row.id);
    return { status: 201, body: row };
  }
  function createLot(body: Row, key: string | undefined): Answer {
    const known = rows.oversupplies.get(idByKey.get(`lot ${key}`) ?? '');
    if (known) return { status: 201, body: known };
    const registeredAt = new Date().toISOString();
    const lot: Row = { ...body, id: nextId('ovs'), status: 'matching', offers: [], registeredAt };
    rows.oversupplies.set(lot.id, lot);
    idByKey.set(`lot ${key}`, lot.id);
    setTimeout(match, 5, lot);
    return { status: 201, body: { ...lot } };
  }

  return {
    rows,
    openOffers: () => [...offers.values()].filter(({ status }) => status === 'offered'),
    create(kind: Kind, body: Row, key: string | undefined): Answer {
      const errors = KINDS[kind].check
        .Errors(body)
        .map(({ instancePath, message }) => ({ path: instancePath.slice(1), message }));
      if (errors.length > 0) return { status: 422, body: { code: 'validation_failed', errors } };
      return kind === 'oversupplies' ? createLot(body, key) : createPartner(kind, body);
    },
    answerOffer(id: string, verb: string): Answer {
      const offer = offers.get(id);
      const lot = rows.oversupplies.get(String(offer?.oversupplyId));
      if (!offer || !lot) return { status: 404, body: { code: 'not_found' } };
      if (offer.status !== 'offered') return { status: 409, body: { code: 'offer_no_longer_open' } };
      offer.status = verb === 'accept' ? 'accepted' : 'declined';
      if (verb === 'accept') change(lot, 'accepted');
      else change(lot, 'unmatched', { cause: 'declined_by_all' });
      return { status: 200, body: offer };
    },
  };
}
