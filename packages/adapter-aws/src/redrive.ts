import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditEntry, QueueName } from '@sprk/contracts';
import { AppError } from '@sprk/core';
import { auditWrites } from './audit-log.ts';
import { DEAD_LETTER, type DeadLetterTable, type StoredLetter } from './dead-letter-table.ts';
import type { Kernel } from './kernel.ts';
import { pack, unpack } from './packed.ts';
import { queryItems } from './query-items.ts';
import type { SqsDeps } from './sqs-deps.ts';
import type { UnitWrite } from './unit-of-work.ts';

interface RedriveItem {
  readonly sk: string;
  readonly queue: QueueName;
  readonly body: Uint8Array;
  readonly atMs: number;
}

/** What a queue takes. Larger events are put aside by the relay, and cannot come back. */
const MAX_MESSAGE_BYTES = 262_144;
const REDRIVE = 'redrive';
/** After this time whoever began a redrive is taken for dead, ms. */
const ABANDONED_AFTER_MS = 10_000;

/**
 * Puts dead letters back on their own queue. The letter's end, the audit entry and an errand are one unit; then the
 * errand is run. Those of processes that died in between are run by the relay. So a letter may come back twice.
 */
export class Redrive {
  readonly #kernel: Kernel;
  readonly #sqs: SqsDeps;
  readonly #letters: DeadLetterTable;

  constructor(kernel: Kernel, sqs: SqsDeps, letters: DeadLetterTable) {
    this.#kernel = kernel;
    this.#sqs = sqs;
    this.#letters = letters;
  }

  /** @throws AppError state_conflict when the message is too large for any queue. */
  async redrive(id: string, audit: AuditEntry): Promise<{ readonly kind: 'redriven' | 'unknown' }> {
    const letter = await this.#letters.find(id);
    if (!letter) return { kind: 'unknown' };
    if (Buffer.byteLength(letter.text) > MAX_MESSAGE_BYTES) {
      throw new AppError('state_conflict', { detail: 'The message is too large for its queue.' });
    }
    const { deps, unit } = this.#kernel;
    const errand = itemOf(letter, deps.clock.now());
    const writes = [this.#removal(id), this.#errand(errand), ...auditWrites(deps, [audit])];
    const result = await unit.commit(writes, { events: [], touched: [], counts: {} });
    if (result.kind === 'refused') return { kind: 'unknown' };
    // It is certain from here on: what fails now is done by the relay.
    await this.#run(errand).catch(this.#sqs.onError);
    return { kind: 'redriven' };
  }

  /** Runs the errands that were left behind. */
  async runAbandoned(): Promise<void> {
    const { deps } = this.#kernel;
    const query = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': REDRIVE } };
    for await (const errand of queryItems<RedriveItem>(deps, 'operations', query)) {
      if (deps.clock.now() - errand.atMs > ABANDONED_AFTER_MS)
        await this.#run(errand).catch(this.#sqs.onError);
    }
  }

  async #run({ sk, queue, body }: RedriveItem): Promise<void> {
    const { sqs, urls, names } = this.#sqs;
    const QueueUrl = await urls.of(names.queue(queue));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: unpack<string>(body) }));
    await this.#kernel.deps.clients.dynamo.send(
      new DeleteCommand({ TableName: this.#table(), Key: { pk: REDRIVE, sk } }),
    );
  }

  #removal(id: string): UnitWrite {
    return {
      Delete: {
        TableName: this.#table(),
        Key: { pk: DEAD_LETTER, sk: id },
        ConditionExpression: 'attribute_exists(pk)',
      },
    };
  }

  #errand(item: RedriveItem): UnitWrite {
    return { Put: { TableName: this.#table(), Item: { pk: REDRIVE, ...item } } };
  }

  #table(): string {
    return this.#kernel.deps.names.table('operations');
  }
}

function itemOf({ id, queue, text }: StoredLetter, atMs: number): RedriveItem {
  return { sk: id, queue, body: pack(text), atMs };
}
