import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DeadLetter, QueueName } from '@sprk/contracts';
import type { Page, PageRequest } from '@sprk/core';
import { parseCursor } from '@sprk/core/shared/page-cursor';
import type { AwsDeps } from './aws-deps.ts';
import { getItem } from './get-item.ts';
import { pack, unpack } from './packed.ts';
import { pageOf } from './page-of.ts';
import { queryItems } from './query-items.ts';
import { asRead } from './read-event.ts';
import { unlessRefused } from './unless-refused.ts';

/** A letter with the text that its queue carried. */
export interface StoredLetter extends Omit<DeadLetter, 'event'> {
  readonly text: string;
}
interface LetterItem extends Omit<StoredLetter, 'id' | 'text'> {
  readonly sk: string;
  readonly body: Uint8Array;
}

export const DEAD_LETTER = 'dead-letter';
/** Above every id. */
const END = '~';

/** Dead letters of all queues in the table `operations`, where they can be listed, which SQS does not offer. */
export class DeadLetterTable {
  readonly #deps: AwsDeps;
  readonly #table: string;

  constructor(deps: AwsDeps) {
    this.#deps = deps;
    this.#table = deps.names.table('operations');
  }

  /** Ids rise with time, and are the same when the same letter is put again, which then changes nothing. */
  static idOf(atMs: number, messageId: string): string {
    return `${String(atMs).padStart(15, '0')}-${messageId}`;
  }

  async put({ id, text, ...letter }: StoredLetter): Promise<void> {
    await unlessRefused(
      this.#deps.clients.dynamo.send(
        new PutCommand({
          TableName: this.#table,
          Item: { pk: DEAD_LETTER, sk: id, ...letter, body: pack(text) },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
  }

  async find(id: string): Promise<StoredLetter | undefined> {
    const item = await getItem<LetterItem>(this.#deps, 'operations', { pk: DEAD_LETTER, sk: id });
    return item && letterOf(item);
  }

  /** Newest first. */
  async list(page: PageRequest): Promise<Page<DeadLetter>> {
    const before = parseCursor(DEAD_LETTER, page.cursor) ?? END;
    return await pageOf(DEAD_LETTER, page, this.#before(before, page.limit + 1));
  }

  /** How many letters a queue has. Reads all letters: there are few, or there is an alarm. */
  async count(queue: QueueName): Promise<number> {
    const letters = queryItems(this.#deps, 'operations', {
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: '#queue = :queue',
      ExpressionAttributeNames: { '#queue': 'queue' },
      ExpressionAttributeValues: { ':pk': DEAD_LETTER, ':queue': queue },
      ProjectionExpression: 'sk',
    });
    let count = 0;
    for await (const _letter of letters) count += 1;
    return count;
  }

  async *#before(id: string, limit: number): AsyncGenerator<DeadLetter> {
    const items = queryItems<LetterItem>(this.#deps, 'operations', {
      KeyConditionExpression: 'pk = :pk AND sk < :before',
      ExpressionAttributeValues: { ':pk': DEAD_LETTER, ':before': id },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: limit,
    });
    for await (const item of items) {
      const { text, ...letter } = letterOf(item);
      yield { ...letter, event: asRead(text) };
    }
  }
}

function letterOf({ sk, queue, deadAt, reason, receiveCount, body }: LetterItem): StoredLetter {
  return { id: sk, queue, deadAt, reason, receiveCount, text: unpack<string>(body) };
}
