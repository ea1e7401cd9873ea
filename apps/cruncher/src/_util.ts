import { hash } from 'node:crypto';
import {
  createMemoryPorts,
  createMemoryState,
  createSeededRandom,
  createSequentialIds,
  createVirtualClock,
  type MemoryState,
  type VirtualClock,
} from '@sprk/adapter-memory';
import { emit } from '@sprk/adapter-memory/memory-state';
import { createRemotePorts, type RemoteClient } from '@sprk/adapter-remote';
import { createFakeBackend } from '@sprk/adapter-remote/_fake-backend';
import type { ActiveWeights, DomainEvent, Outcome, Weights } from '@sprk/contracts';
import { checksum, createLearner, initialWeights, type Learner, learn, SCHEMA_HASH } from '@sprk/core';
import { createLogger } from '@sprk/platform';
import type { LearningState } from './learning-state.ts';

export const START = '2026-03-02T08:00:00.000Z';
export const sha256 = (text: string) => hash('sha256', text, 'hex');
export const log = createLogger({ level: 'silent', name: 'test' });

export function id(prefix: string, n: number): string {
  return `${prefix}_00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

export function anOutcome(n: number, overrides: Partial<Outcome> = {}): Outcome {
  return {
    kind: n % 3 === 0 ? 'declined' : 'accepted',
    oversupplyId: id('ovs', n),
    recipientId: id('rec', n % 7),
    offerId: id('off', n),
    attempt: 1,
    at: new Date(Date.parse(START) + n * 1000).toISOString(),
    category: 'bakery',
    massKg: 10,
    schemaHash: SCHEMA_HASH,
    probability: 0.5,
    features: [
      [0, 1],
      [1, (n % 10) / 5],
      [100 + (n % 7), 1],
    ],
    ...overrides,
  };
}

export function outcomeEvent(n: number, data: unknown = anOutcome(n)): DomainEvent {
  const event = {
    specversion: '1.0',
    id: `evt-${n}`,
    source: 'sprk',
    type: 'outcome.recorded',
    subject: id('ovs', n),
    time: START,
    audience: {},
    data,
  };
  return event as DomainEvent;
}

export function anActive(version: string, overrides: Partial<ActiveWeights> = {}): ActiveWeights {
  return {
    version,
    generation: 0,
    activatedAt: START,
    activatedBy: 'cruncher',
    reason: 'test',
    ...overrides,
  };
}

const INITIAL = initialWeights(sha256);

export function someWeights(sequence: number, overrides: Partial<Weights> = {}): Weights {
  const unsigned = { ...INITIAL, version: id('wts', sequence), sequence, createdAt: START, ...overrides };
  return { ...unsigned, sha256: overrides.sha256 ?? checksum(unsigned, sha256) };
}

export function aState(overrides: Partial<LearningState> = {}): LearningState {
  return {
    learner: createLearner(),
    parent: undefined,
    publishedLabelled: 0,
    publishedAt: Date.parse(START),
    promotionOpen: false,
    calibratedLabelled: 0,
    ...overrides,
  };
}

/** A learner that learned outcomes 0..count-1 in that order: what every cruncher must come to. */
export function learned(count: number, outcome: (n: number) => Outcome = anOutcome): Learner {
  const learner = createLearner();
  for (let n = 0; n < count; n += 1) learn(learner, outcome(n));
  return learner;
}

/** Checksum of what is learned, bit by bit. */
export function modelHash({ model }: Learner): string {
  return sha256(JSON.stringify([[...model.mean], [...model.variance]]));
}

/** A store in memory with the first weights in use, as the backend starts it, on a virtual clock. */
export async function setUp() {
  const clock = createVirtualClock(START);
  const state = createMemoryState();
  const ports = createMemoryPorts({ clock, state });
  await ports.weights.publish(INITIAL);
  const active = anActive(INITIAL.version, { activatedBy: 'system', reason: 'first start' });
  await ports.weights.activate({ active, events: [], audit: [] });
  const backend = createFakeBackend({ ports, clock });
  return {
    clock,
    state,
    ports,
    backend,
    deps: cruncherDeps(backend, clock),
    send: (...events: DomainEvent[]) => emit(state, events, clock.now()),
    depth: () => ports.queues.depth('outcomes'),
  };
}

let seeds = 0;
export function cruncherDeps(client: RemoteClient, clock: VirtualClock) {
  seeds += 1;
  const random = createSeededRandom(seeds);
  return {
    ...createRemotePorts(client),
    clock,
    sleep: clock.sleep,
    random,
    ids: createSequentialIds(clock, random),
    sha256,
    log,
    metrics: silentMetrics(),
    matchers: [],
  };
}

/** Natural keys in the log, to see that each was counted once. */
export function logKeys(state: MemoryState): string[] {
  return state.outcomes.map(({ oversupplyId, kind }) => `${oversupplyId} ${kind}`);
}

export function silentMetrics() {
  const counter = { add: () => {}, with: () => ({ add: () => {} }) };
  return {
    learned: counter,
    repeated: counter,
    deadLetters: counter,
    published: counter,
    activated: counter,
    refused: counter,
    pushes: counter,
    failures: counter,
  };
}
