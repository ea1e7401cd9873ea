import type { OversupplyView } from '@sprk/contracts';
import type { ApiClient } from '../shared/api-client.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { readPages } from '../shared/read-pages.ts';
import { sendPatiently } from '../shared/send-patiently.ts';
import { lotFingerprint } from './lot-fingerprint.ts';
import type { LotLedger } from './lot-ledger.ts';

export type Verdict = {
  recommended: number;
  accepted: number;
  unmatched: number;
  /** Still matching or offered. */
  open: number;
  /** Acknowledged, and now unknown or not what was acknowledged. */
  lost: number;
  /** Of the unmatched. */
  readonly causes: Record<string, number>;
};

const GETS_IN_PARALLEL = 16;

/**
 * Asks the backend for every acknowledged lot: by the list first, then each one that the list did not have.
 * @throws CliError if the backend cannot be asked: then nothing is known, and nothing is called lost
 */
export async function verifyLots(client: ApiClient, token: string, ledger: LotLedger): Promise<Verdict> {
  const verdict: Verdict = { recommended: 0, accepted: 0, unmatched: 0, open: 0, lost: 0, causes: {} };
  const missing = new Set<string>();
  for (const [id, { fingerprint }] of ledger.records) if (fingerprint !== undefined) missing.add(id);
  if (missing.size === 0) return verdict;

  const from = encodeURIComponent(ledger.firstRegisteredAt);
  for await (const lot of readPages<OversupplyView>(client, token, `/v1/oversupplies?from=${from}`)) {
    if (missing.delete(lot.id)) judge(verdict, lot, ledger);
    if (missing.size === 0) break;
  }
  await inParallel(missing, GETS_IN_PARALLEL, async (id) => {
    const request = { method: 'GET', path: `/v1/oversupplies/${id}`, token } as const;
    const answer = await sendPatiently(() => client.send(request));
    if (answer.status === 200) judge(verdict, JSON.parse(answer.text), ledger);
    else verdict.lost += 1;
  });
  return verdict;
}

function judge(verdict: Verdict, lot: OversupplyView, ledger: LotLedger): void {
  const record = ledger.records.get(lot.id);
  if (!record || record.fingerprint !== lotFingerprint(lot)) {
    verdict.lost += 1;
    return;
  }
  if (record.isOffered || (lot.offers?.length ?? 0) > 0) verdict.recommended += 1;
  if (lot.status === 'accepted' || lot.status === 'collected') verdict.accepted += 1;
  else if (lot.status === 'matching' || lot.status === 'offered') verdict.open += 1;
  else {
    verdict.unmatched += 1;
    const cause = lot.cause ?? lot.status;
    verdict.causes[cause] = (verdict.causes[cause] ?? 0) + 1;
  }
}
