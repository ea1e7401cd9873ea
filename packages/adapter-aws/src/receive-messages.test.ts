import type { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receiveMessages } from './receive-messages.ts';

/** A queue with so many messages, and how it was asked. */
function aQueue(count: number, isFailing: (call: number) => boolean = () => false) {
  const calls: { max: number | undefined; waitSeconds: number | undefined }[] = [];
  let left = count;
  const send = async ({ input }: ReceiveMessageCommand) => {
    calls.push({ max: input.MaxNumberOfMessages, waitSeconds: input.WaitTimeSeconds });
    if (isFailing(calls.length)) throw new Error('away');
    const taken = Math.min(left, input.MaxNumberOfMessages ?? 1);
    left -= taken;
    return { Messages: Array.from({ length: taken }, () => ({ MessageId: 'm' })) };
  };
  return { sqs: { send } as unknown as SQSClient, calls };
}
const options = { max: 256, leaseSeconds: 30, waitMs: 0 };

describe('receiveMessages', () => {
  it('needs one call for few messages, and waits at most 20 s in it', async () => {
    const { sqs, calls } = aQueue(3);

    expect(await receiveMessages(sqs, 'url', { ...options, waitMs: 60_000 })).toHaveLength(3);
    expect(calls).toEqual([{ max: 10, waitSeconds: 20 }]);
  });

  it('takes up to 256 in a few rounds', async () => {
    const { sqs, calls } = aQueue(300);

    expect(await receiveMessages(sqs, 'url', options)).toHaveLength(256);
    expect(calls).toHaveLength(26);
    expect(calls.at(-1)).toEqual({ max: 6, waitSeconds: 0 });
  });

  it('stops soon after the queue is empty, and never takes more than asked', async () => {
    const { sqs, calls } = aQueue(35);
    expect(await receiveMessages(sqs, 'url', options)).toHaveLength(35);
    expect(calls.length).toBeLessThanOrEqual(8);

    const other = aQueue(35);
    expect(await receiveMessages(other.sqs, 'url', { ...options, max: 13 })).toHaveLength(13);
    expect(other.calls.map(({ max }) => max)).toEqual([10, 3]);
  });

  it('keeps what it has when a later call fails; the first failure is one', async () => {
    const { sqs } = aQueue(30, (call) => call === 2);
    expect(await receiveMessages(sqs, 'url', options)).toHaveLength(10);

    await expect(receiveMessages(aQueue(1, () => true).sqs, 'url', options)).rejects.toThrow('away');
  });
});
