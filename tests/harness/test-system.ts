import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createSeededRandom,
  createSequentialIds,
  createVirtualClock,
  type Faults,
  type VirtualClock,
} from '@sprk/adapter-memory';
import { wakeDueLots } from '@sprk/backend';
import { startLiveHub } from '@sprk/backend/live/live-hub';
import { createWebhookNotifier } from '@sprk/backend/webhook-notifier';
import { activateWeights } from '@sprk/backend/weights/activate-weights';
import type {
  OfferView,
  OversupplyInput,
  OversupplyView,
  QueueName,
  RecipientView,
  SupplierView,
} from '@sprk/contracts';
import { type Ids, initialWeights, type Notifier, type Ports } from '@sprk/core';
import {
  createLogger,
  createOverload,
  createRateLimiter,
  createWebhookSender,
  type Logger,
  type Overload,
  type RateLimiter,
} from '@sprk/platform';
import { type BackendSlot, giveSlot, sha256, takeSlot, type World } from './backend-slot.ts';
import {
  type Client,
  createClient,
  expecting,
  type OperatorClient,
  type RecipientClient,
  type SupplierClient,
} from './client.ts';
import { deliverNotifications } from './deliver-notifications.ts';
import { createInternalClient } from './internal-client.ts';
import { type OpenStore, openStore, type StoreKind } from './open-store.ts';
import { lotInput, recipientInput, START, supplierInput } from './partners.ts';
import { createTestLearner, type TestLearner } from './test-learner.ts';
import { createTestMatcher, type TestMatcher } from './test-matcher.ts';

export interface TestSystemOptions {
  readonly seed?: number;
  readonly startAt?: string;
  readonly store?: StoreKind;
  readonly faults?: Faults;
  readonly log?: Logger;
  readonly rateLimiter?: RateLimiter;
  readonly overload?: Overload;
  /** Default: true, so that webhooks reach the test's own listener. */
  readonly allowPrivateWebhooks?: boolean;
  /** Default: posts webhooks. */
  readonly notifier?: Notifier;
}

export interface TurnOptions {
  /** Whether the learner works too (default), which takes longer than all others. */
  readonly learn?: boolean;
}

export interface TestSystem extends AsyncDisposable {
  readonly clock: VirtualClock;
  readonly ids: Ids;
  readonly store: OpenStore;
  readonly ports: Ports;
  readonly slot: BackendSlot;
  readonly matcher: TestMatcher;
  readonly learner: TestLearner;
  readonly log: Logger;
  asSupplier(id: string): SupplierClient;
  asRecipient(id: string): RecipientClient;
  asOperator(): OperatorClient;
  asNobody(): Client;
  /** Signed calls to the internal listener. */
  readonly internal: ReturnType<typeof createInternalClient>;
  /** Works off queues and due lots once. @returns how much there was to do */
  turn(options?: TurnOptions): Promise<number>;
  /** Works off queues and due lots until nothing is due. */
  drain(options?: TurnOptions): Promise<void>;
  /** Lets time pass in steps, working off what becomes due at each. */
  advance(ms: number, stepMs?: number): Promise<void>;
  /** Listens on a free loopback port. @returns the URL */
  listen(): Promise<string>;
  /** Ends the process, as it were, and starts it again on the same file. */
  restart(): Promise<void>;
}

/** Made once: it takes longer than the rest of a start. */
let firstWeights: ReturnType<typeof initialWeights> | undefined;

/** The whole system in one process, on a clock that stands still: a run replays from its seed. */
export async function startTestSystem(options: TestSystemOptions = {}): Promise<TestSystem> {
  const { seed = 1, startAt = START, store: kind = 'memory', allowPrivateWebhooks = true } = options;
  const clock = createVirtualClock(startAt);
  const random = createSeededRandom(seed);
  const ids = createSequentialIds(clock, random);
  const log = options.log ?? createLogger({ level: 'silent', name: 'test' });
  const folder = kind === 'sqlite' ? mkdtempSync(join(tmpdir(), 'sprk-test-')) : '';
  const rateLimiter = options.rateLimiter ?? createRateLimiter({ perSecond: 1e6, burst: 1e6 });
  const overload = options.overload ?? createOverload({ maxInFlight: 1e6, maxEventLoopDelayMs: 1e9 });
  const sender = createWebhookSender({ allowPrivate: allowPrivateWebhooks });

  let running = await start(undefined);

  async function start(before: BackendSlot | undefined) {
    const stopping = new AbortController();
    const store = await openStore(kind, { clock, folder, faults: options.faults });
    const live = await startLiveHub(store.ports.events, log, stopping.signal);
    const world: World = {
      ports: store.ports,
      clock,
      ids,
      log,
      live,
      rateLimiter,
      overload,
      allowPrivateWebhooks,
    };
    const slot = before ?? (await takeSlot(world));
    slot.world = world;
    const app = () => slot.internalApp;
    const internal = createInternalClient({ app, signer: slot.signer, clock });
    const matcher = createTestMatcher({ client: internal, clock, random, log });
    const learner = createTestLearner({ client: internal, clock, ids, random, log });
    const notifier = options.notifier ?? createWebhookNotifier({ ...slot.deps, clock, sender });
    return { stopping, store, live, slot, internal, matcher, learner, notifier };
  }

  async function stop(): Promise<void> {
    running.stopping.abort();
    await running.store[Symbol.asyncDispose]();
    await running.live[Symbol.asyncDispose]();
  }

  async function ensureWeights(): Promise<void> {
    firstWeights ??= initialWeights(sha256);
    const weights = firstWeights;
    await running.store.ports.weights.publish(weights);
    await activateWeights(running.slot.deps, {
      version: weights.version,
      by: 'system',
      reason: 'first start',
      audit: [],
    });
  }

  /** False where a look at the store tells that a worker would find nothing: thousands of runs are faster by it. */
  function mayHaveMessages(queue: QueueName): boolean {
    const { state } = running.store;
    if (!state) return true;
    for (const { visibleAtMs } of state.queues.get(queue)?.values() ?? []) {
      if (visibleAtMs <= clock.now()) return true;
    }
    return false;
  }

  async function turn({ learn = true }: TurnOptions = {}): Promise<number> {
    const { slot, matcher, learner, notifier } = running;
    let done = await wakeDueLots(slot.deps);
    if (mayHaveMessages('match-requests')) done += await matcher.work();
    if (learn && (mayHaveMessages('outcomes') || learner.hasNews)) done += await learner.work();
    if (mayHaveMessages('notifications')) done += await deliverNotifications(slot.deps, notifier);
    return done;
  }

  async function drain(options: TurnOptions = {}): Promise<void> {
    for (let turns = 0; turns < 1000; turns += 1) if ((await turn(options)) === 0) return;
    throw new Error('The system does not come to rest.');
  }

  function clientFor(role: 'supplier' | 'recipient' | 'operator', partnerId?: string): Client {
    let issued = { token: '', untilMs: 0 };
    return createClient(
      () => running.slot.publicApp,
      partnerId,
      async () => {
        if (clock.now() >= issued.untilMs) {
          const token = await running.slot.issuer.issue({ role, ...(partnerId && { partnerId }) });
          issued = { token, untilMs: clock.now() + 4 * 3_600_000 };
        }
        return issued.token;
      },
    );
  }

  const system: TestSystem = {
    clock,
    ids,
    log,
    get store() {
      return running.store;
    },
    get ports() {
      return running.store.ports;
    },
    get slot() {
      return running.slot;
    },
    get matcher() {
      return running.matcher;
    },
    get learner() {
      return running.learner;
    },
    get internal() {
      return running.internal;
    },
    asSupplier: (id) => supplierClient(clientFor('supplier', id), id, clock),
    asRecipient: (id) => recipientClient(clientFor('recipient', id), id),
    asOperator: () => operatorClient(clientFor('operator')),
    asNobody: () =>
      createClient(
        () => running.slot.publicApp,
        undefined,
        async () => undefined,
      ),
    turn,
    drain,
    async advance(ms, stepMs = Math.max(30_000, ms / 60)) {
      for (let left = ms; left > 0; left -= stepMs) {
        await clock.advance(Math.min(left, stepMs));
        await drain();
      }
    },
    async listen() {
      const { server } = running.slot.publicApp;
      if (!server.listening) await running.slot.publicApp.listen({ host: '127.0.0.1', port: 0 });
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    async restart() {
      await stop();
      running = await start(running.slot);
    },
    async [Symbol.asyncDispose]() {
      const { slot } = running;
      const isListening = slot.publicApp.server.listening;
      if (isListening) slot.stopping.abort();
      await stop();
      if (isListening) await Promise.all([slot.publicApp.close(), slot.internalApp.close()]);
      else giveSlot(slot);
      await sender[Symbol.asyncDispose]();
      overload[Symbol.dispose]();
      if (folder !== '') rmSync(folder, { recursive: true, force: true });
    },
  };
  options.faults?.stop();
  await ensureWeights();
  options.faults?.start();
  return system;
}

function supplierClient(client: Client, id: string, clock: VirtualClock): SupplierClient {
  return {
    ...client,
    id,
    async register(overrides: Partial<OversupplyInput> = {}, key?: string) {
      const headers = key === undefined ? {} : { 'idempotency-key': key };
      const body = lotInput(clock.now(), overrides);
      return expecting(201, await client.post<OversupplyView>('/v1/oversupplies', body, headers));
    },
    lot: async (lotId) => expecting(200, await client.get<OversupplyView>(`/v1/oversupplies/${lotId}`)),
  };
}

function recipientClient(client: Client, id: string): RecipientClient {
  return {
    ...client,
    id,
    async offers(status = 'open') {
      const page = await client.get<{ items: OfferView[] }>(`/v1/offers?status=${status}`);
      return expecting(200, page).items;
    },
    async accept(offerId, massKg) {
      const body = massKg === undefined ? {} : { massKg };
      return expecting(200, await client.post<OfferView>(`/v1/offers/${offerId}/accept`, body));
    },
    async decline(offerId, reason = 'no_capacity') {
      return expecting(200, await client.post<OfferView>(`/v1/offers/${offerId}/decline`, { reason }));
    },
  };
}

function operatorClient(client: Client): OperatorClient {
  return {
    ...client,
    lot: async (lotId) => expecting(200, await client.get<OversupplyView>(`/v1/oversupplies/${lotId}`)),
    async addSupplier(overrides) {
      return expecting(201, await client.post<SupplierView>('/v1/suppliers', supplierInput(overrides)));
    },
    async addRecipient(overrides) {
      return expecting(201, await client.post<RecipientView>('/v1/recipients', recipientInput(overrides)));
    },
  };
}
