import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AwsDeps } from './aws-deps.ts';
import { type LogPage, NO_PAGE } from './page.ts';

/** How long pages are kept, s. A reader that was away for longer starts anew. */
export const PAGE_RETENTION_S = 7 * 86_400;

const PAGES = 'page';
const HEAD = { pk: 'head', sk: 'head' };

/** Pages in the table `events`, created once each, in order; and the head, which outlives them. */
export class PageStore {
  readonly #deps: AwsDeps;
  readonly #table: string;

  constructor(deps: AwsDeps) {
    this.#deps = deps;
    this.#table = deps.names.table('events');
  }

  /** False when the page exists already: somebody else was faster. */
  async create({ number, totals, units }: LogPage): Promise<boolean> {
    const expiresAt = Math.floor(this.#deps.clock.now() / 1000) + PAGE_RETENTION_S;
    return await unlessRefused(
      this.#deps.clients.dynamo.send(
        new PutCommand({
          TableName: this.#table,
          Item: { pk: PAGES, sk: sortKey(number), totals, units, expiresAt },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
  }

  /** The newest page that is kept; when all have expired, the head stands for it. */
  async newest(): Promise<LogPage> {
    const [page] = await this.#query({ ScanIndexForward: false, Limit: 1 });
    if (page) return page;
    const { Items = [] } = await this.#deps.clients.dynamo.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': HEAD.pk },
        ConsistentRead: true,
      }),
    );
    const [head] = Items;
    return head ? { number: head.number, totals: head.totals, units: [] } : NO_PAGE;
  }

  /** Pages from this number on, oldest first. */
  async from(number: number, limit: number): Promise<readonly LogPage[]> {
    return await this.#query({ Limit: limit }, sortKey(number));
  }

  /** Notes that this page was the newest, so that its number and totals outlive it. */
  async raiseHead({ number, totals }: LogPage): Promise<void> {
    await unlessRefused(
      this.#deps.clients.dynamo.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: HEAD,
          UpdateExpression: 'SET #n = :n, totals = :t',
          ConditionExpression: 'attribute_not_exists(#n) OR #n < :n',
          ExpressionAttributeNames: { '#n': 'number' },
          ExpressionAttributeValues: { ':n': number, ':t': totals },
        }),
      ),
    );
  }

  async #query(
    options: { readonly ScanIndexForward?: boolean; readonly Limit: number },
    from = sortKey(0),
  ): Promise<readonly LogPage[]> {
    const { Items = [] } = await this.#deps.clients.dynamo.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND sk >= :from',
        ExpressionAttributeValues: { ':pk': PAGES, ':from': from },
        ConsistentRead: true,
        ...options,
      }),
    );
    return Items.map(({ sk, totals, units }) => ({ number: Number(sk), totals, units }));
  }
}

function sortKey(number: number): string {
  return String(number).padStart(12, '0');
}

async function unlessRefused(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
