import type { ApiClient } from '../shared/api-client.ts';
import { CliError } from '../shared/cli-error.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { problemText } from '../shared/problem-text.ts';
import { sendPatiently } from '../shared/send-patiently.ts';
import { type ExistingRecipients, keepDecisions } from './existing-recipients.ts';
import type { Finding } from './finding.ts';
import type { MappedPartner, PartnerSource } from './mapped-partner.ts';

export type ImportCounts = {
  created: number;
  updated: number;
  refused: number;
  read: number;
  unread: number;
};

export type SendDeps = {
  readonly client: ApiClient;
  readonly token: string;
  readonly existing: ExistingRecipients;
  readonly onFinding: (finding: Finding) => void;
  /** Called after each row with how many are done. */
  readonly onRow: (kind: PartnerSource['kind'], done: number) => void;
};

export const REQUESTS_IN_PARALLEL = 16;

/** Sends every partner of a source; what is refused is reported and counted, and never stops the others. */
export async function sendPartners(deps: SendDeps, source: PartnerSource): Promise<ImportCounts> {
  const { client, token, existing, onFinding, onRow } = deps;
  const counts: ImportCounts = { created: 0, updated: 0, refused: 0, read: 0, unread: 0 };
  let done = 0;
  for (const finding of source.findings) onFinding(finding);

  async function send(partner: MappedPartner): Promise<'created' | 'updated' | 'refused'> {
    const { input, file, line } = partner;
    if (!input) return 'refused';
    const body = source.kind === 'recipients' ? keepDecisions(partner, existing) : input;
    const request = { method: 'POST', path: `/v1/${source.kind}`, body, token } as const;
    const answer = await sendPatiently(() => client.send(request));
    if (answer.status === 201) return 'created';
    if (answer.status === 200) return 'updated';
    if (answer.status === 401 || answer.status === 403) {
      throw new CliError(`The token was refused (${answer.status}) during the import. Set SPRK_TOKEN again.`);
    }
    onFinding({ kind: 'refused', file, line, name: input.name, reason: problemText(answer) });
    return 'refused';
  }

  await inParallel(source.partners, REQUESTS_IN_PARALLEL, async (partner) => {
    for (const finding of partner.findings) onFinding(finding);
    const outcome = await send(partner);
    counts[outcome] += 1;
    if (outcome !== 'refused' && partner.hours !== 'none') counts[partner.hours] += 1;
    done += 1;
    onRow(source.kind, done);
  });
  return counts;
}
