import { hash } from 'node:crypto';
import {
  createMemoryPorts,
  createMemoryState,
  createSeededRandom,
  createVirtualClock,
} from '@sprk/adapter-memory';
import { emit } from '@sprk/adapter-memory/memory-state';
import { createRemotePorts } from '@sprk/adapter-remote';
import { createFakeBackend } from '@sprk/adapter-remote/_fake-backend';
import type {
  ActiveWeights,
  DomainEvent,
  MatchRequest,
  Recipient,
  RecommendationBatch,
  RecommendationBatchResult,
  Weights,
} from '@sprk/contracts';
import { checksum, initialWeights, type Ports, recommend } from '@sprk/core';
import { createLogger } from '@sprk/platform';
import { createDirectoryMirror } from './directory-mirror.ts';
import { createDirectorySync } from './directory-sync.ts';
import { createWeightsHolder } from './weights-holder.ts';

export const START = '2026-03-02T08:00:00.000Z';
export const sha256 = (text: string) => hash('sha256', text, 'hex');
export const log = createLogger({ level: 'silent', name: 'test' });

export function id(prefix: string, n: number): string {
  return `${prefix}_00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

export function aRecipient(n: number, overrides: Partial<Recipient> = {}): Recipient {
  return {
    id: id('rec', n),
    name: `Recipient ${n}`,
    lat: 52.5 + n / 1000,
    lon: 13.4,
    timeZone: 'Europe/Berlin',
    kind: 'shelter',
    capacityKg: 100,
    categories: ['produce', 'bakery'],
    temperatures: ['ambient', 'chilled'],
    active: true,
    refusedAllergens: [],
    acceptsBestBeforePassed: false,
    needIndex: 1,
    responseMinutes: 20,
    closures: [],
    verified: true,
    createdAt: START,
    updatedAt: START,
    version: 1,
    ...overrides,
  };
}

export function aMatchRequest(
  n: number,
  registration: Partial<MatchRequest['registration']> = {},
): MatchRequest {
  return {
    oversupplyId: id('ovs', n),
    round: 1,
    registeredAt: START,
    excluded: [],
    registration: {
      product: 'Apples',
      category: 'produce',
      massKg: 20,
      temperature: 'ambient',
      date: { type: 'packed', on: '2026-03-01' },
      allergens: [],
      readyAt: START,
      collectBy: '2026-03-02T18:00:00.000Z',
      divisible: false,
      supplierId: id('sup', 1),
      origin: { lat: 52.5, lon: 13.4 },
      ...registration,
    },
  };
}

export function requestEvent(n: number, data: unknown = aMatchRequest(n)): DomainEvent {
  const event = {
    specversion: '1.0',
    id: `evt-${n}`,
    source: 'sprk',
    type: 'oversupply.registered',
    subject: id('ovs', n),
    time: START,
    traceparent: `00-${String(n + 1).padStart(32, '0')}-00f067aa0ba902b7-01`,
    audience: {},
    data,
  };
  return event as DomainEvent;
}

const INITIAL = initialWeights(sha256);

/** Initial weights in new clothes: valid, told apart by their version. */
export function someWeights(sequence: number, overrides: Partial<Weights> = {}): Weights {
  const unsigned = { ...INITIAL, version: id('wts', sequence), sequence, ...overrides };
  return { ...unsigned, sha256: overrides.sha256 ?? checksum(unsigned, sha256) };
}

export function anActive(generation: number, version = id('wts', generation)): ActiveWeights {
  return { version, generation, activatedAt: START, activatedBy: 'cruncher', reason: 'test' };
}

type AnswerBatch = (batch: RecommendationBatch) => Promise<RecommendationBatchResult>;

/** A store in memory, the backend in front of it, and a matcher's parts, on a virtual clock. */
export function setUp(
  options: { readonly answer?: AnswerBatch; readonly recipients?: readonly Recipient[] } = {},
) {
  const clock = createVirtualClock(START);
  const state = createMemoryState();
  const ports: Ports = createMemoryPorts({ clock, state });
  const batches: RecommendationBatch[] = [];
  const offered: AnswerBatch = async ({ recommendations }) => ({
    results: recommendations.map(({ oversupplyId }) => ({ oversupplyId, effect: 'offered' })),
  });
  const backend = createFakeBackend({
    ports,
    clock,
    async answer(batch) {
      batches.push(batch);
      return await (options.answer ?? offered)(batch);
    },
  });
  const remote = createRemotePorts(backend);
  const mirror = createDirectoryMirror({ clock });
  const weights = createWeightsHolder({ find: remote.weights.find, sha256, log });
  const sync = createDirectorySync({
    directory: remote.directory,
    mirror,
    clock,
    onActiveWeights: weights.follow,
  });
  const deps = {
    ...remote,
    clock,
    sleep: clock.sleep,
    random: createSeededRandom(1),
    log,
    mirror,
    sync,
    weights,
    recommend,
    metrics: silentMetrics(),
  };
  return {
    clock,
    state,
    ports,
    backend,
    batches,
    mirror,
    sync,
    weights,
    deps,
    send: (...events: DomainEvent[]) => emit(state, events, clock.now()),
    async receive(max = 256) {
      return await remote.queues.receive('match-requests', { max, leaseSeconds: 30, waitMs: 0 });
    },
    async add(...recipients: Recipient[]) {
      for (const partner of recipients) await ports.recipients.create({ partner, events: [], audit: [] });
    },
    depth: () => ports.queues.depth('match-requests'),
  };
}

export function silentMetrics() {
  const counter = { add: () => {}, with: () => ({ add: () => {} }) };
  const histogram = { record: () => {}, with: () => ({ record: () => {} }) };
  return {
    answers: counter,
    deadLetters: counter,
    refusedWeights: counter,
    failures: counter,
    batchSize: histogram,
    computing: histogram,
    latency: histogram,
  };
}
