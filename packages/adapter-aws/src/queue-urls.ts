import { GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** URLs of queues by name, asked for once each. */
export class QueueUrls {
  readonly #sqs: SQSClient;
  readonly #found = new Map<string, Promise<string>>();

  constructor(sqs: SQSClient) {
    this.#sqs = sqs;
  }

  of(name: string): Promise<string> {
    let url = this.#found.get(name);
    if (!url) {
      url = this.#ask(name);
      this.#found.set(name, url);
      // A failure is not remembered.
      url.catch(() => this.#found.delete(name));
    }
    return url;
  }

  async #ask(QueueName: string): Promise<string> {
    return (await this.#sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl ?? '';
  }
}
