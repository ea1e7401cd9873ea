import type { PutEventsCommandInput } from '@aws-sdk/client-eventbridge';
import type { ReceiveMessageCommandOutput } from '@aws-sdk/client-sqs';
import { type EventType, QUEUE_NAMES, type QueueName } from '@sprk/contracts';
import { queuesFor } from '@sprk/core';
import type { AwsClients } from '../src/clients.ts';

/** Knows which events the bus has taken for a queue that nobody received yet: EventBridge delivers in the background. */
export class Arrivals {
  readonly #pending = new Map(QUEUE_NAMES.map((name) => [name, new Set<string>()]));

  constructor({ events, sqs }: AwsClients) {
    events.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        this.#noteSent(args.input as PutEventsCommandInput);
        return result;
      },
      { step: 'initialize', name: 'arrivals' },
    );
    sqs.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const result = await next(args);
          if (commandName === 'ReceiveMessageCommand')
            this.#noteReceived(result.output as ReceiveMessageCommandOutput);
          return result;
        },
      { step: 'initialize', name: 'arrivals' },
    );
  }

  pending(queue: QueueName): number {
    return this.#pending.get(queue)?.size ?? 0;
  }

  #noteSent({ Entries = [] }: PutEventsCommandInput): void {
    for (const { DetailType, Detail = '' } of Entries) {
      for (const queue of queuesFor(DetailType as EventType)) this.#pending.get(queue)?.add(idOf(Detail));
    }
  }

  #noteReceived({ Messages = [] }: ReceiveMessageCommandOutput): void {
    for (const { Body = '' } of Messages) for (const ids of this.#pending.values()) ids.delete(idOf(Body));
  }
}

function idOf(text: string): string {
  try {
    return String(JSON.parse(text).id);
  } catch {
    return '';
  }
}
