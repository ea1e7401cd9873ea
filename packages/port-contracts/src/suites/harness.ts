import type { DomainEvent, QueueName } from '@sprk/contracts';
import type { Lot, Ports, QueueMessage } from '@sprk/core';
import { afterEach, beforeEach } from 'vitest';
import { aMatchRequest } from '../factories/event.ts';
import { aClaim, aLot } from '../factories/lot.ts';

/** A fresh, empty store. */
export interface OpenedPorts extends AsyncDisposable {
  readonly ports: Ports;
  /** Another handle on the same store, as another process would have it; absent where there can be only one. */
  readonly second?: Ports;
  /** Lets `ms` pass by the clock that the ports use. */
  advance(ms: number): void | Promise<void>;
  /** Makes the event log forget its oldest events; absent where this cannot be asked for. */
  forgetEvents?(): Promise<void>;
}

export type OpenPorts = () => Promise<OpenedPorts>;

/** Opens a fresh store for each test of the surrounding `describe`, and closes it. */
export function useStore(openPorts: OpenPorts): Store {
  const store = new Store();
  beforeEach(async () => {
    await store.open(openPorts);
  });
  afterEach(async () => {
    await store.close();
  });
  return store;
}

/** The store under test, and the shortest way to put something into it. */
export class Store {
  #opened: OpenedPorts | undefined;
  #start = '';

  async open(openPorts: OpenPorts): Promise<void> {
    this.#opened = await openPorts();
    this.#start = await this.ports.events.latest();
  }

  async close(): Promise<void> {
    await this.#opened?.[Symbol.asyncDispose]();
    this.#opened = undefined;
  }

  get opened(): OpenedPorts {
    if (!this.#opened) throw new Error('The store is not open.');
    return this.#opened;
  }

  get ports(): Ports {
    return this.opened.ports;
  }

  /** Handles on the store in turn, so that conflicts go through all of them. */
  handle(index: number): Ports {
    const { ports, second } = this.opened;
    return second && index % 2 === 1 ? second : ports;
  }

  async advance(ms: number): Promise<void> {
    await this.opened.advance(ms);
  }

  /** Registers a lot as the backend does, with its match request. */
  async register(overrides: Parameters<typeof aLot>[0] = {}): Promise<Lot> {
    const lot = aLot(overrides);
    await this.ports.lots.register({ lot, idempotency: aClaim(lot), events: [aMatchRequest(lot)] });
    return lot;
  }

  /** All events since the store was opened. */
  async events(): Promise<readonly DomainEvent[]> {
    const { events } = await this.ports.events.after(this.#start, 10_000);
    return events.map(({ event }) => event);
  }

  async receive(
    queue: QueueName,
    options: { max?: number; leaseSeconds?: number; waitMs?: number } = {},
  ): Promise<readonly QueueMessage[]> {
    return this.ports.queues.receive(queue, { max: 100, leaseSeconds: 30, waitMs: 0, ...options });
  }

  /** Takes all messages out of a queue. Queues promise no order: here events are in that of their ids. */
  async drain(queue: QueueName): Promise<readonly DomainEvent[]> {
    const drained: DomainEvent[] = [];
    for (;;) {
      const messages = await this.receive(queue);
      if (messages.length === 0) return drained.sort((a, b) => (a.id < b.id ? -1 : 1));
      drained.push(...messages.map(({ event }) => event));
      await this.ports.queues.acknowledge(
        queue,
        messages.map(({ receipt }) => receipt),
      );
    }
  }

  /** Everything that a unit of work about these could have changed. */
  async snapshot(about: {
    readonly lots: readonly string[];
    readonly offers?: readonly string[];
    readonly recipients?: readonly string[];
    readonly dates?: readonly string[];
    readonly claims?: readonly (readonly [scope: string, key: string])[];
  }): Promise<unknown> {
    const { lots, ledger, audit, impact, queues, directory } = this.ports;
    const { offers = [], recipients = [], dates = ['2026-03-02'], claims = [] } = about;
    const keys = recipients.flatMap((recipientId) => dates.map((date) => ({ recipientId, date })));
    return {
      lots: await Promise.all(about.lots.map((id) => lots.find(id))),
      recommendations: await Promise.all(about.lots.map((id) => lots.findRecommendation(id))),
      offers: await Promise.all(offers.map((id) => lots.findOffer(id))),
      claims: await Promise.all(claims.map(([scope, key]) => lots.findClaim(scope, key))),
      listed: await lots.list({ limit: 200 }),
      offersListed: await lots.listOffers({ limit: 200 }),
      due: await lots.due('2999-01-01T00:00:00.000Z', 200),
      counts: await lots.counts(),
      slots: await ledger.slots(keys),
      activity: await ledger.activity(recipients),
      audit: await audit.list({ limit: 200 }),
      impact: await impact.collected('2000-01-01', '2999-12-31'),
      events: await this.events(),
      depths: await Promise.all(
        (['match-requests', 'outcomes', 'notifications'] as const).map(async (queue) => {
          const { ready, leased, dead } = await queues.depth(queue);
          return { ready, leased, dead };
        }),
      ),
      directory: (await directory.changes(undefined, 1000)).entries,
    };
  }
}
