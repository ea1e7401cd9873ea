import type { Family, ProbeCall } from './families.ts';

export interface ProbeRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Emulators read service and region from the signature and do not verify it. */
function authorization({ signingName }: Family): string {
  const scope = `test/20260101/eu-central-1/${signingName}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
}

export function probeRequest(family: Family): ProbeRequest {
  const { headers, ...request } = inItsDialect(family.call);
  return { ...request, headers: { ...headers, authorization: authorization(family) } };
}

function inItsDialect(call: ProbeCall): ProbeRequest {
  switch (call.kind) {
    case 'json':
      return {
        method: 'POST',
        path: '/',
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': call.target },
        body: JSON.stringify(call.input),
      };
    case 'query':
      return {
        method: 'POST',
        path: '/',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ Action: call.action, Version: call.apiVersion }).toString(),
      };
    case 'rest':
      return { method: 'GET', path: call.path, headers: {} };
  }
}
