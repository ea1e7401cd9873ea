import { openApiClient } from '../shared/api-client.ts';
import { CliError } from '../shared/cli-error.ts';
import { signIn } from '../shared/sign-in.ts';
import { readExistingRecipients } from './existing-recipients.ts';
import { openReport } from './open-report.ts';
import { type ImportCounts, REQUESTS_IN_PARALLEL, sendPartners } from './send-partners.ts';
import { openSources, type SourceArgs } from './sources.ts';

export type ImportPlan = SourceArgs & {
  readonly baseUrl: string;
  readonly token: string | undefined;
  readonly report?: string | undefined;
};

const NOTHING: ImportCounts = { created: 0, updated: 0, refused: 0, read: 0, unread: 0 };
const PROGRESS_MS = 2000;

/**
 * One import from files to counts. @param show takes lines for people: progress, and findings without a
 * report file
 * @throws CliError with exit code 2 for files that cannot be read
 */
export async function runImport(plan: ImportPlan, show: (line: string) => void) {
  const sources = await openSources(plan);
  await using client = openApiClient(plan.baseUrl, { connections: REQUESTS_IN_PARALLEL });
  const token = await signIn(client, plan.token);
  await using report = await openReport(plan.report, show);
  const counts = { suppliers: NOTHING, recipients: NOTHING };
  const existing = await readExistingRecipients(client, token);
  let shownAt = performance.now();
  for (const source of sources) {
    counts[source.kind] = await sendPartners(
      {
        ...{ client, token, existing, onFinding: report.add },
        onRow(kind, done) {
          if (performance.now() - shownAt < PROGRESS_MS) return;
          shownAt = performance.now();
          show(`${kind}: ${done} done`);
        },
      },
      source,
    );
  }
  return counts;
}

/** The last line of output. */
export function countsLine({ suppliers, recipients }: Awaited<ReturnType<typeof runImport>>): string {
  const line = ({ created, updated, refused }: ImportCounts) =>
    `${created} created, ${updated} updated, ${refused} refused`;
  const hours = `${suppliers.read + recipients.read} read, ${suppliers.unread + recipients.unread} unread`;
  return `suppliers: ${line(suppliers)}; recipients: ${line(recipients)}; hours: ${hours}`;
}

/** @throws CliError, exit code 2, when not a single row got in */
export function refuseEmpty({ suppliers, recipients }: Awaited<ReturnType<typeof runImport>>): void {
  const imported = [suppliers, recipients].reduce((sum, { created, updated }) => sum + created + updated, 0);
  if (imported > 0) return;
  throw new CliError('Nothing could be imported: see what was refused (--report FILE).', { exitCode: 2 });
}
