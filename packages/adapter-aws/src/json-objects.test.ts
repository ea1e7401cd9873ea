import { type PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { JsonObjects } from './json-objects.ts';

type Outcome = 'ok' | 'lost' | number;

/** One object in a bucket; each put has the next outcome, `lost`: it is stored and the answer is not. */
function aBucket(outcomes: Outcome[], stored?: string) {
  const bucket = { body: stored, puts: 0 };
  const send = async (command: PutObjectCommand) => {
    if (command.constructor.name === 'GetObjectCommand') {
      if (bucket.body === undefined) throw failure(404);
      return { Body: { transformToString: async () => bucket.body }, ETag: '"1"' };
    }
    bucket.puts += 1;
    const outcome = outcomes.shift() ?? 'ok';
    if (typeof outcome === 'number') throw failure(outcome);
    bucket.body = String(command.input.Body);
    if (outcome === 'lost') throw failure(412);
    return {};
  };
  return { bucket, objects: new JsonObjects({ send } as unknown as S3Client, 'b') };
}

function failure(httpStatusCode: number) {
  return new S3ServiceException({ name: 'Failure', $fault: 'client', $metadata: { httpStatusCode } });
}

describe('JsonObjects', () => {
  it('creates once', async () => {
    expect(await aBucket(['ok']).objects.create('k', 1)).toBe(true);
    expect(await aBucket([412]).objects.create('k', 1)).toBe(false);
  });

  it('tries again while another write is under way, but not for ever', async () => {
    const { bucket, objects } = aBucket([409, 409, 'ok']);
    expect(await objects.create('k', 1)).toBe(true);
    expect(bucket.puts).toBe(3);

    await expect(aBucket(Array(9).fill(409)).objects.create('k', 1)).rejects.toThrow();
    await expect(aBucket([403]).objects.create('k', 1)).rejects.toThrow();
  });

  it('tells a swap that was lost from one whose answer was lost', async () => {
    const before = { content: 0, etag: '"1"' };

    expect(await aBucket(['ok'], '0').objects.swap('k', before, 1)).toBe(true);
    expect(await aBucket([412], '7').objects.swap('k', before, 1)).toBe(false);
    expect(await aBucket(['lost'], '0').objects.swap('k', before, 1)).toBe(true);
    expect(await aBucket([404]).objects.swap('k', before, 1)).toBe(false);
  });

  it('reads what is there', async () => {
    expect(await aBucket([], '{"a":1}').objects.read('k')).toEqual({ content: { a: 1 }, etag: '"1"' });
    expect(await aBucket([]).objects.read('k')).toBeUndefined();
  });
});
