import type { ChangeMessageVisibilityBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { deleteMessages, hideMessages } from './sqs-batches.ts';

type Fault = 'sender' | 'server' | undefined;

/** A queue in which a handle fails by a fault of one side or the other. */
function aQueue(faultOf: (handle: string, call: number) => Fault) {
  const calls: (string | undefined)[][] = [];
  const inputs: ChangeMessageVisibilityBatchCommand['input'][] = [];
  const send = async ({ input }: ChangeMessageVisibilityBatchCommand) => {
    const entries = input.Entries ?? [];
    inputs.push(input);
    calls.push(entries.map(({ ReceiptHandle }) => ReceiptHandle));
    const call = calls.length;
    const Failed = entries.flatMap(({ Id, ReceiptHandle = '' }) => {
      const fault = faultOf(ReceiptHandle, call);
      return fault ? [{ Id, SenderFault: fault === 'sender' }] : [];
    });
    return { Failed };
  };
  return { sqs: { send } as unknown as SQSClient, calls, inputs };
}

describe('batches for SQS', () => {
  it('sends ten at a time', async () => {
    const { sqs, calls } = aQueue(() => undefined);

    await deleteMessages(
      sqs,
      'url',
      Array.from({ length: 23 }, (_, index) => `h${index}`),
    );

    expect(calls.map(({ length }) => length)).toEqual([10, 10, 3]);
  });

  it('sends entries again that the queue failed on, and no others', async () => {
    const { sqs, calls } = aQueue((handle, call) =>
      handle === 'gone' ? 'sender' : handle === 'late' && call < 3 ? 'server' : undefined,
    );

    await deleteMessages(sqs, 'url', ['gone', 'late', 'good']);

    expect(calls).toEqual([['gone', 'late', 'good'], ['late'], ['late']]);
  });

  it('does not go on for ever', async () => {
    const { sqs, calls } = aQueue(() => 'server');

    await expect(deleteMessages(sqs, 'url', ['a'])).rejects.toMatchObject({ code: 'unavailable' });
    expect(calls).toHaveLength(4);
  });

  it('hides for whole seconds, at most twelve hours', async () => {
    const { sqs, inputs } = aQueue(() => undefined);

    await hideMessages(sqs, 'url', ['a'], 1.2);
    await hideMessages(sqs, 'url', ['a'], 100_000);

    expect(inputs.map(({ Entries }) => Entries?.[0]?.VisibilityTimeout)).toEqual([2, 43_200]);
  });
});
