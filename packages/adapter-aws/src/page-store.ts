import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AwsDeps } from './aws-deps.ts';
import { getItem } from './get-item.ts';
import { padded } from './item-key.ts';
import { type LogPage, NO_PAGE } from './page.ts';
import { queryItems } from './query-items.ts';
import { unlessRefused } from './unless-refused.ts';

/** How long pages are kept, s. A reader that was away for longer starts anew. */
export const PAGE_RETENTION_S = 7 * 86_400;

const PAGES = 'page';
const HEAD = { pk: 'head', sk: 'head' };

interface PageItem extends Omit<LogPage, 'number'> {
  readonly sk: string;
  readonly expiresAt: number;
}

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
    const expiresAt = this.#nowS() + PAGE_RETENTION_S;
    return await unlessRefused(
      this.#deps.clients.dynamo.send(
        new PutCommand({
          TableName: this.#table,
          Item: { pk: PAGES, sk: padded(number), totals, units, expiresAt },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
  }

  /** The newest page; without its units when it has expired. */
  async newest(): Promise<LogPage> {
    let newest = await this.head();
    // Expired pages go in any order, so that only those from the head on can be trusted to be the newest.
    for await (const item of this.#itemsFrom(newest.number)) newest = pageFromItem(item);
    return newest;
  }

  /** Number and totals of the newest page that was noted by raiseHead. */
  async head(): Promise<LogPage> {
    const head = await getItem<Pick<LogPage, 'number' | 'totals'>>(this.#deps, 'events', HEAD);
    return head ? { number: head.number, totals: head.totals, units: [] } : NO_PAGE;
  }

  /** Pages from this number on, oldest first. */
  async from(number: number, limit: number): Promise<readonly LogPage[]> {
    const pages: LogPage[] = [];
    for await (const item of this.#itemsFrom(number, limit)) {
      // It may stay for days after its time, with holes around it.
      if (item.expiresAt > this.#nowS()) pages.push(pageFromItem(item));
      if (pages.length === limit) break;
    }
    return pages;
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

  #itemsFrom(number: number, Limit?: number): AsyncIterable<PageItem> {
    return queryItems<PageItem>(this.#deps, 'events', {
      KeyConditionExpression: 'pk = :pk AND sk >= :from',
      ExpressionAttributeValues: { ':pk': PAGES, ':from': padded(number) },
      ConsistentRead: true,
      Limit,
    });
  }

  #nowS(): number {
    return Math.floor(this.#deps.clock.now() / 1000);
  }
}

function pageFromItem({ sk, totals, units }: PageItem): LogPage {
  return { number: Number(sk), totals, units };
}
