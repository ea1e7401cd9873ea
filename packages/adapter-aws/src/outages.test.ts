import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { isOutage, reportOutages } from './outages.ts';

function errorOf(name: string, httpStatusCode?: number): Error {
  return Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });
}

describe('outages', () => {
  it('are what passes by itself', () => {
    expect(isOutage(errorOf('InternalServerError', 500))).toBe(true);
    expect(isOutage(errorOf('ThrottlingException', 400))).toBe(true);
    expect(isOutage(errorOf('TimeoutError'))).toBe(true);
  });

  it('are neither refusals, nor mistakes, nor what somebody aborted', () => {
    expect(isOutage(errorOf('ConditionalCheckFailedException', 400))).toBe(false);
    expect(isOutage(errorOf('TransactionCanceledException', 400))).toBe(false);
    expect(isOutage(errorOf('ValidationException', 400))).toBe(false);
    expect(isOutage(errorOf('AbortError'))).toBe(false);
    expect(isOutage(new TypeError('x is not a function'))).toBe(false);
  });

  it('are reported as such when nobody listens', async () => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const options = { region: 'eu-central-1', endpoint: 'http://127.0.0.1:1', credentials, maxAttempts: 1 };
    const client = reportOutages(new DynamoDBClient(options));

    const call = client.send(new GetItemCommand({ TableName: 'x', Key: { pk: { S: 'x' } } }));

    await expect(call).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  });
});
