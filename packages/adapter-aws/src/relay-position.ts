import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AwsDeps } from './aws-deps.ts';
import { unlessRefused } from './unless-refused.ts';

/** How long the relay belongs to a process that gives no sign of life, ms. */
export const LEASE_MS = 10_000;
/** A lease that ends sooner is renewed before anything is sent. */
const RENEW_BELOW_MS = LEASE_MS / 2;
/** How often a process asks for the lease while another one has it, ms. */
const ASK_EVERY_MS = 2000;
const KEY = { pk: 'relay', sk: 'position' };

/** The last page that was relayed, and who may relay the next: one item in the table `events`. */
export class RelayPosition {
  readonly #deps: AwsDeps;
  readonly #owner = randomUUID();
  #held: { page: number; untilMs: number } | undefined;
  #askAgainAtMs = 0;

  constructor(deps: AwsDeps) {
    this.#deps = deps;
  }

  /** Whether this process may send right now, by its own clock. */
  isHeld = (): boolean => this.#held !== undefined && this.#deps.clock.now() < this.#held.untilMs;

  /** Takes or renews the lease. Gives the last page that was relayed; undefined while another process relays. */
  async hold(): Promise<number | undefined> {
    const nowMs = this.#deps.clock.now();
    if (this.#held && this.#held.untilMs - nowMs > RENEW_BELOW_MS) return this.#held.page;
    if (nowMs < this.#askAgainAtMs) return undefined;
    const untilMs = nowMs + LEASE_MS;
    try {
      const { Attributes } = await this.#deps.clients.dynamo.send(
        new UpdateCommand({
          ...this.#item(),
          UpdateExpression: 'SET #owner = :me, leaseUntil = :until, page = if_not_exists(page, :none)',
          ConditionExpression: 'attribute_not_exists(pk) OR #owner = :me OR leaseUntil < :now',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':me': this.#owner, ':until': untilMs, ':now': nowMs, ':none': 0 },
          ReturnValues: 'ALL_NEW',
        }),
      );
      this.#held = { page: Number(Attributes?.page), untilMs };
      return this.#held.page;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      this.#held = undefined;
      this.#askAgainAtMs = nowMs + ASK_EVERY_MS;
      return undefined;
    }
  }

  /** Moves on to a page that was relayed and renews the lease; false when the lease was lost. */
  async moveTo(page: number): Promise<boolean> {
    const untilMs = this.#deps.clock.now() + LEASE_MS;
    const isMoved = await unlessRefused(
      this.#deps.clients.dynamo.send(
        new UpdateCommand({
          ...this.#item(),
          UpdateExpression: 'SET page = :page, leaseUntil = :until',
          ConditionExpression: '#owner = :me AND page < :page',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':me': this.#owner, ':page': page, ':until': untilMs },
        }),
      ),
    );
    this.#held = isMoved ? { page, untilMs } : undefined;
    return isMoved;
  }

  /** Lets another process take over at once. */
  async release(): Promise<void> {
    if (!this.#held) return;
    this.#held = undefined;
    await unlessRefused(
      this.#deps.clients.dynamo.send(
        new UpdateCommand({
          ...this.#item(),
          UpdateExpression: 'SET leaseUntil = :none',
          ConditionExpression: '#owner = :me',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':me': this.#owner, ':none': 0 },
        }),
      ),
    );
  }

  /** The last page that anybody relayed; 0 before the first. */
  async page(): Promise<number> {
    const { Item } = await this.#deps.clients.dynamo.send(
      new GetCommand({ ...this.#item(), ConsistentRead: true }),
    );
    return Number(Item?.page ?? 0);
  }

  #item() {
    return { TableName: this.#deps.names.table('events'), Key: KEY };
  }
}
