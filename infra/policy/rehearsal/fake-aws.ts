import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { readRepositoryFile, repositoryFiles } from '../../../scripts/shared/repository-files.ts';
import { ACCOUNT, REGION } from './given-values.ts';

/** What Secrets Manager makes up here. It must turn up in no plan and no state. */
export const FAKE_SECRET = 'NobodyMayEverReadThisInAnyPlanOrStateFile0';

export interface FakeAws extends AsyncDisposable {
  readonly url: string;
  /** Calls that it has no answer for: a data source that it does not know yet. */
  readonly unanswered: readonly string[];
}

type Answer = (body: string) => string | undefined;

/**
 * Answers what Terraform asks AWS while it plans, and nothing else: identity, contracts, the
 * certificate of the host, and a secret that must not leak.
 * @param parameters those of SSM, by name
 */
export async function startFakeAws(parameters: ReadonlyMap<string, string>): Promise<FakeAws> {
  const unanswered: string[] = [];
  const answers = answersWith(parameters);
  const server = createServer((request, response) => void respond(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const call = callOf(request, body);
    const answer = answers[call]?.(body);
    // The provider asks for the user first and for the identity where that is refused.
    if (answer === undefined && call !== 'GetUser') unanswered.push(`${call} ${body}`.slice(0, 200));
    response.statusCode = answer === undefined ? 400 : 200;
    response.setHeader('content-type', answer?.startsWith('<') ? 'text/xml' : 'application/x-amz-json-1.1');
    response.end(answer ?? '{"__type":"ValidationException","message":"unknown to the fake"}');
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    unanswered,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close').catch(() => undefined);
    },
  };
}

function callOf(request: IncomingMessage, body: string): string {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? target;
  return new URLSearchParams(body).get('Action') ?? `${request.method} ${request.url}`;
}

function answersWith(parameters: ReadonlyMap<string, string>): Readonly<Record<string, Answer>> {
  return {
    GetCallerIdentity: () =>
      xml(
        'GetCallerIdentity',
        `<Account>${ACCOUNT}</Account><UserId>AIDAPLAN</UserId>
      <Arn>arn:aws:iam::${ACCOUNT}:user/plan</Arn>`,
      ),
    GetRandomPassword: () => JSON.stringify({ RandomPassword: FAKE_SECRET }),
    ListCertificates: () => JSON.stringify({ CertificateSummaryList: hosts().map(certificateOf) }),
    DescribeCertificate: (body) => {
      const { CertificateArn } = JSON.parse(body) as { CertificateArn: string };
      return JSON.stringify({
        Certificate: hosts()
          .map(certificateOf)
          .find((one) => one.CertificateArn === CertificateArn),
      });
    },
    GetCertificate: () => JSON.stringify({ Certificate: '', CertificateChain: '' }),
    ListTagsForCertificate: () => JSON.stringify({ Tags: [] }),
    GetParameter: (body) => {
      const { Name } = JSON.parse(body) as { Name: string };
      const content = parameters.get(Name);
      if (content === undefined) return undefined;
      const ARN = `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter${Name}`;
      return JSON.stringify({ Parameter: { ARN, Name, Type: 'String', Value: content, Version: 1 } });
    },
  };
}

function xml(call: string, result: string): string {
  return `<${call}Response><${call}Result>${result}</${call}Result></${call}Response>`;
}

/** Names for which the environments want a certificate. */
function hosts(): string[] {
  const values = repositoryFiles('infra/envs/*/edge.tfvars').map(readRepositoryFile).join('\n');
  return [...values.matchAll(/^\s*host\s*=\s*"([^"]+)"/gm)].map(([, host = '']) => host);
}

function certificateOf(host: string) {
  const CertificateArn = `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/${host}`;
  return { CertificateArn, DomainName: host, Status: 'ISSUED' };
}
