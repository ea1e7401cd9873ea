import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { Message } from '@aws-sdk/client-sqs';
import type { EventType } from '@sprk/contracts';
import { queuesFor } from '@sprk/core';
import { entryBytes } from '../../packages/adapter-aws/src/event-entry.ts';
import type { Unit } from './tally.ts';

export type Units = Readonly<Partial<Record<Unit, number>>>;

/** SQS and EventBridge count each started piece of this size. */
const PIECE_BYTES = 64 * 1024;

export function sqsUnits(_: string, _input: object, output: { readonly Messages?: Message[] }): Units {
  const bytes = (output.Messages ?? []).reduce((sum, { Body = '' }) => sum + Buffer.byteLength(Body), 0);
  return { sqsRequests: pieces(bytes) };
}

/** A rule that sends an event to a queue makes one request of SQS. */
export function busUnits(_: string, { Entries = [] }: { readonly Entries?: PutEventsRequestEntry[] }): Units {
  let busEvents = 0;
  let ruleSends = 0;
  for (const entry of Entries) {
    const count = pieces(entryBytes(entry));
    busEvents += count;
    ruleSends += count * queuesFor(entry.DetailType as EventType).length;
  }
  return { busEvents, ruleSends };
}

/** Two classes of requests: those that write or list, and those that read. */
export function s3Units(commandName: string): Units {
  return /^(Get|Head)/.test(commandName) ? { s3Reads: 1 } : { s3Writes: 1 };
}

function pieces(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / PIECE_BYTES));
}
