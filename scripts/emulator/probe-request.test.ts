import { describe, expect, it } from 'vitest';
import { FAMILIES } from './families.ts';
import { probeRequest } from './probe-request.ts';

const requestOf = (name: string) => probeRequest(FAMILIES.find((family) => family.name === name)!);

describe('probeRequest', () => {
  it('speaks the dialect of the service and says which one it means', () => {
    expect(requestOf('sqs')).toMatchObject({
      method: 'POST',
      headers: { 'x-amz-target': 'AmazonSQS.ListQueues' },
    });
    expect(requestOf('wafv2').body).toBe('{"Scope":"REGIONAL"}');
    expect(requestOf('sts').body).toBe('Action=GetCallerIdentity&Version=2011-06-15');
    expect(requestOf('eks')).toMatchObject({ method: 'GET', path: '/clusters' });
    expect(requestOf('cloudwatch').headers.authorization).toContain('/eu-central-1/monitoring/aws4_request');
  });
});
