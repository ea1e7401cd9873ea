import type { Message } from '@aws-sdk/client-sqs';
import type { QueueName } from '@sprk/contracts';
import type { QueueMessage } from '@sprk/core';
import { queueNamed } from '@sprk/core';
import { sendDeadLetter } from './dead-letter-sender.ts';
import { type Delivery, HeldDeliveries } from './held-deliveries.ts';
import { readEvent } from './read-event.ts';
import { type ReceiveOptions, receiveMessages } from './receive-messages.ts';
import { deleteMessages, hideMessages } from './sqs-batches.ts';
import type { SqsDeps } from './sqs-deps.ts';

/** One queue as a consumer sees it: deliveries on lease, which are acknowledged, extended, given back or set aside. */
export class LeasedQueue {
  readonly #deps: SqsDeps;
  readonly #queue: QueueName;
  readonly #held: HeldDeliveries;

  constructor(deps: SqsDeps, queue: QueueName) {
    this.#deps = deps;
    this.#queue = queue;
    this.#held = new HeldDeliveries(deps.clock);
  }

  /** One round: waits at most 20 s. A message that is no event is set aside, so that it never blocks the others. */
  async receive(options: ReceiveOptions): Promise<readonly QueueMessage[]> {
    const messages = await receiveMessages(this.#deps.sqs, await this.#url(), options);
    const read: QueueMessage[] = [];
    for (const delivery of messages.map(deliveryOf)) {
      const receipt = this.#held.add(delivery, options.leaseSeconds);
      const { messageId: id, receiveCount } = delivery;
      const result = readEvent(delivery.body);
      if ('event' in result)
        read.push({ queue: this.#queue, id, receipt, receiveCount, event: result.event });
      else await this.deadLetter(receipt, result.problem).catch(this.#deps.onError);
    }
    return read;
  }

  async acknowledge(receipts: readonly string[]): Promise<void> {
    const handles = this.#handlesOf(receipts);
    if (handles.length === 0) return;
    await deleteMessages(this.#deps.sqs, await this.#url(), handles);
    for (const receipt of receipts) this.#held.forget(receipt);
  }

  async extend(receipts: readonly string[], leaseSeconds: number): Promise<void> {
    const handles = this.#handlesOf(receipts);
    if (handles.length === 0) return;
    await hideMessages(this.#deps.sqs, await this.#url(), handles, leaseSeconds);
    for (const receipt of receipts) this.#held.extend(receipt, leaseSeconds);
  }

  /** Gives a message back; after its last delivery it is set aside, with the reason that SQS itself would not know. */
  async release(receipt: string, delaySeconds: number, reason: string): Promise<void> {
    const delivery = this.#held.find(receipt);
    if (!delivery) return;
    if (delivery.receiveCount >= queueNamed(this.#queue).maxReceives)
      return await this.deadLetter(receipt, reason);
    this.#held.forget(receipt);
    await hideMessages(this.#deps.sqs, await this.#url(), [delivery.handle], delaySeconds);
  }

  /** Gives messages back that nobody looked at. */
  async giveBack(receipts: readonly string[]): Promise<void> {
    const handles = this.#handlesOf(receipts);
    for (const receipt of receipts) this.#held.forget(receipt);
    if (handles.length > 0) await hideMessages(this.#deps.sqs, await this.#url(), handles, 0);
  }

  async deadLetter(receipt: string, reason: string): Promise<void> {
    const delivery = this.#held.find(receipt);
    if (!delivery) return;
    const { body, receiveCount } = delivery;
    await sendDeadLetter(this.#deps, this.#queue, { body, receiveCount, reason });
    await this.acknowledge([receipt]);
  }

  /** See HeldDeliveries. */
  oldestAgeSeconds(): number {
    return this.#held.oldestAgeSeconds();
  }

  #handlesOf(receipts: readonly string[]): readonly string[] {
    return [...new Set(receipts)].flatMap((receipt) => this.#held.find(receipt)?.handle ?? []);
  }

  #url(): Promise<string> {
    return this.#deps.urls.of(this.#deps.names.queue(this.#queue));
  }
}

function deliveryOf({ MessageId = '', ReceiptHandle = '', Body = '', Attributes = {} }: Message): Delivery {
  return {
    messageId: MessageId,
    handle: ReceiptHandle,
    body: Body,
    receiveCount: Number(Attributes.ApproximateReceiveCount),
    sentAtMs: Number(Attributes.SentTimestamp),
  };
}
