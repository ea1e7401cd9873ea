import type { OfferNotice, OversupplyChange, OversupplyStatus } from '@sprk/contracts';

export type LotRecord = {
  /** Of what was posted; undefined until the 201 is here: events may be faster. */
  fingerprint?: string;
  acknowledgedAt?: number;
  /** First offer, or unmatched; ms of the same clock. */
  decidedAt?: number;
  isOffered: boolean;
  status: OversupplyStatus;
  /** Offers that came before the 201. */
  early?: OfferNotice[];
};

export type LotLedger = ReturnType<typeof createLotLedger>;

const OPEN: ReadonlySet<OversupplyStatus> = new Set(['matching', 'offered']);

/**
 * What this run registered and what it heard about it.
 * @param now ms of a clock that never goes back; @param onOffer called for offers of our lots, once we know
 * they are ours
 */
export function createLotLedger(now: () => number, onOffer: (notice: OfferNotice) => void) {
  const records = new Map<string, LotRecord>();
  const parts = new Set<string>();
  const decisionMs: number[] = [];
  const counts = { registered: 0, offered: 0, open: 0 };
  let firstRegisteredAt = '';

  function recordOf(id: string): LotRecord {
    let record = records.get(id);
    if (!record) {
      record = { isOffered: false, status: 'matching' };
      records.set(id, record);
    }
    return record;
  }

  function note(record: LotRecord, change: { status: OversupplyStatus; isOffer: boolean }): void {
    const isOurs = record.acknowledgedAt !== undefined;
    const wasOpen = OPEN.has(record.status);
    record.status = change.status;
    if (isOurs) counts.open += Number(OPEN.has(record.status)) - Number(wasOpen);
    if (change.isOffer && !record.isOffered) {
      record.isOffered = true;
      if (isOurs) counts.offered += 1;
    }
    if (record.decidedAt === undefined && (change.isOffer || !OPEN.has(change.status))) {
      record.decidedAt = now();
      if (record.acknowledgedAt !== undefined) decisionMs.push(record.decidedAt - record.acknowledgedAt);
    }
  }

  return {
    records: records as ReadonlyMap<string, LotRecord>,
    counts: counts as Readonly<typeof counts>,
    /** From the 201 to the first decision, ms, of every lot that has one. */
    decisionMs: decisionMs as readonly number[],
    /** By the backend's clock; empty before the first 201. */
    get firstRegisteredAt() {
      return firstRegisteredAt;
    },
    acknowledge(id: string, registeredAt: string, fingerprint: string): void {
      const record = recordOf(id);
      if (record.acknowledgedAt !== undefined) return;
      record.fingerprint = fingerprint;
      record.acknowledgedAt = now();
      counts.registered += 1;
      if (OPEN.has(record.status)) counts.open += 1;
      if (record.isOffered) counts.offered += 1;
      if (record.decidedAt !== undefined) decisionMs.push(0);
      if (firstRegisteredAt === '' || registeredAt < firstRegisteredAt) firstRegisteredAt = registeredAt;
      for (const notice of record.early ?? []) onOffer(notice);
      delete record.early;
    },
    offerMade(notice: OfferNotice): void {
      if (parts.has(notice.oversupplyId)) {
        onOffer(notice);
        return;
      }
      const record = recordOf(notice.oversupplyId);
      note(record, { status: 'offered', isOffer: true });
      if (record.acknowledgedAt !== undefined) onOffer(notice);
      else record.early = [...(record.early ?? []), notice];
    },
    changed(change: OversupplyChange): void {
      if (parts.has(change.oversupplyId)) return;
      note(recordOf(change.oversupplyId), { status: change.status, isOffer: false });
    },
    /** The rest of a divided lot: answered like ours, but not one of the lots we registered. */
    splitOff(partId: string, parentId: string): void {
      if (records.has(parentId) || parts.has(parentId)) parts.add(partId);
    },
  };
}
