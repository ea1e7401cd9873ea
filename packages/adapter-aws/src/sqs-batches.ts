import {
  type BatchResultErrorEntry,
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { AppError } from '@sprk/core';
import { chunks } from './chunks.ts';

/** What SQS takes in one call. */
export const SQS_BATCH = 10;
/** The longest time that a message may stay hidden, s. */
export const MAX_HIDDEN_SECONDS = 43_200;
const MAX_ATTEMPTS = 4;

type SendBatch = (
  entries: { Id: string; ReceiptHandle: string }[],
) => Promise<{ readonly Failed?: BatchResultErrorEntry[] | undefined }>;

/** Deletes messages by their handles. Those that are gone already do not matter. */
export async function deleteMessages(sqs: SQSClient, QueueUrl: string, handles: readonly string[]) {
  await inBatches(handles, (Entries) => sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries })));
}

/** Hides messages for some seconds from now on; 0 gives them back at once. */
export async function hideMessages(
  sqs: SQSClient,
  QueueUrl: string,
  handles: readonly string[],
  seconds: number,
): Promise<void> {
  const VisibilityTimeout = Math.min(Math.ceil(seconds), MAX_HIDDEN_SECONDS);
  await inBatches(handles, (entries) => {
    const Entries = entries.map((entry) => ({ ...entry, VisibilityTimeout }));
    return sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  });
}

async function inBatches(handles: readonly string[], send: SendBatch): Promise<void> {
  await Promise.all(chunks(handles, SQS_BATCH).map((batch) => sendWhole(batch, send)));
}

/** A batch may fail in part: the failed entries are sent again, unless the fault is the handle's own. */
async function sendWhole(batch: readonly string[], send: SendBatch): Promise<void> {
  let open = batch.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
  for (let attempt = 1; open.length > 0; attempt += 1) {
    if (attempt > MAX_ATTEMPTS)
      throw new AppError('unavailable', { detail: 'The queue did not take a change.' });
    const { Failed = [] } = await send(open);
    const again = new Set(Failed.filter(({ SenderFault }) => !SenderFault).map(({ Id }) => Id));
    open = open.filter(({ Id }) => again.has(Id));
  }
}
