import type { Policy } from '@sprk/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCandidate, aLot, aPolicy, aRecipient, aRecommendation, HOUR, iso, MINUTE } from '../_fixtures.ts';
import { createTestStore, type TestStore } from '../_store.ts';
import type { LotChange } from '../ports/lot-change.ts';
import { AppError } from '../shared/errors.ts';
import { checkInvariants } from './_invariants.ts';
import type { Lot, Offer } from './lot.ts';
import { override } from './override.ts';
import { answerNo, answerYes, handOver, receiveRecommendation, wake, withdraw } from './use-cases.ts';

const IDS = ['a', 'b', 'c', 'd', 'far', 'ghost'];
/** What is done about empty cascades: nothing, or all there is. */
const POLICIES = [
  aPolicy({ maxOpenOffers: 2 }),
  aPolicy({ maxOpenOffers: 2, widening: { factor: 2, maxDistanceKm: 40 }, hubRecipientId: 'd' }),
];
const ROOTS = [
  aLot({ id: 'ovs_whole', registration: { massKg: 12.3 } }),
  aLot({ id: 'ovs_parts', registration: { massKg: 40.7, divisible: true, minPartKg: 2.5 } }),
  aLot({ id: 'ovs_dust', registration: { massKg: 0.3, divisible: true, collectBy: iso(30 * HOUR) } }),
];
const ROOT_KG = 53.3;

const SIDES = [['supplier'], ['recipient'], ['supplier', 'recipient']] as const;

const which = fc.nat({ max: 8 });
const someone = fc.constantFrom(...IDS);
const share = fc.constantFrom(undefined, 0, 0.001, 0.333, 0.5, 0.9, 1, 1.4, 2);
const yesShare = fc.constantFrom(undefined, 0, 0.333, 0.5, 0.5, 0.9, 2);
const command = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('recommend' as const),
      which,
      ids: fc.array(someone, { maxLength: 4 }),
      share,
      stale: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('yes' as const), which, offer: which, share: yesShare }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('no' as const), which, offer: which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('override' as const), which, id: someone }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('handover' as const),
      which,
      sides: fc.constantFrom(...SIDES),
      share,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('time' as const),
      minutes: fc.constantFrom(-3, 0, 1, 10, 15, 60, 500),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('toggle' as const), id: fc.constantFrom('a', 'b') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('repeat' as const) }) },
);
const RUNS = 200;
const SEED = 20261124;
const sequence = fc.array(command, { minLength: 5, maxLength: 40, size: 'max' });
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

const recommended = (which: number, ...ids: string[]): Command => {
  return { kind: 'recommend', which, ids, share: undefined, stale: false };
};
const yes = (which: number, share?: 0.5): Command => ({ kind: 'yes', which, offer: 0, share });

/** Where sequences begin, so that they come to children of children, to far recipients and to the hub. */
const BEGINNINGS: readonly (readonly Command[])[] = [
  [],
  [recommended(1, 'a'), yes(1, 0.5)],
  [recommended(0), recommended(0), recommended(0, 'far'), yes(0)],
  [recommended(0), recommended(0), recommended(0), yes(0)],
];

function aCity(policy: Policy): TestStore {
  const store = createTestStore([
    aRecipient('a'),
    aRecipient('b', { capacityKg: 15, responseMinutes: 60 }),
    aRecipient('c', { capacityKg: 13.1 }),
    aRecipient('d', { capacityKg: 500, responseMinutes: 1 }),
    // 29 road km: out of reach until the search is widened twice.
    aRecipient('far', { lat: 52.72, capacityKg: 20 }),
  ]);
  store.policy = policy;
  for (const lot of ROOTS) store.add(lot);
  store.beforeCommit = (change) => checkOffers(store, change);
  return store;
}

/** Nothing is ever offered to whom the rules exclude, or who said no to this lot. */
function checkOffers(store: TestStore, { lot, offers }: LotChange): void {
  for (const offer of offers.filter(({ status }) => status === 'offered')) {
    expect(store.recipients.get(offer.recipientId)).toMatchObject({ active: true });
    const before = lot.offers.filter(
      ({ id, recipientId }) => id !== offer.id && recipientId === offer.recipientId,
    );
    for (const { status } of before) expect(['timed_out', 'withdrawn']).toContain(status);
    expect(offer.distanceKm).toBeLessThanOrEqual(reachKm(lot, offer, store.policy));
    expect(Date.parse(offer.answerBy)).toBeGreaterThan(store.clock.now);
    expect(Date.parse(offer.arriveBy)).toBeLessThanOrEqual(Date.parse(lot.registration.collectBy));
  }
}

/** The distance is the one rule that a policy may relax, step by step, and only as far as it says. */
function reachKm({ measures = [] }: Lot, { source }: Offer, { maxDistanceKm, widening }: Policy): number {
  if (source === 'hub') return widening?.maxDistanceKm ?? maxDistanceKm;
  return Math.max(maxDistanceKm, ...measures.map((measure) => measure.maxDistanceKm ?? 0));
}

function pick<T>(from: readonly T[], index: number): T {
  return from[index % from.length] as T;
}

async function run(store: TestStore, command: Command, last: Command | undefined): Promise<void> {
  if (command.kind === 'repeat')
    return last && last.kind !== 'repeat' ? await run(store, last, undefined) : undefined;
  if (command.kind === 'time') return await pass(store, command.minutes * MINUTE);
  if (command.kind === 'toggle') {
    const recipient = store.recipients.get(command.id)!;
    store.recipients.set(command.id, { ...recipient, active: !recipient.active });
    return;
  }
  const lot = pick([...store.lots.values()], command.which);
  try {
    await act(store, lot, command);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

async function act(
  { deps }: TestStore,
  lot: Lot,
  command: Exclude<Command, { kind: 'time' | 'toggle' | 'repeat' }>,
) {
  const part = (kg: number, by: number | undefined) => (by === undefined ? undefined : kg * by);
  const whole = lot.registration.massKg;
  switch (command.kind) {
    case 'recommend': {
      const massKg = part(whole, command.share) || whole;
      const candidates = command.ids.map((id) => aCandidate(id, { massKg }));
      const round = command.stale ? lot.round - 1 : lot.round;
      const cause = command.which % 2 ? ('capacity' as const) : ('declined_by_all' as const);
      const answer = aRecommendation(candidates, { oversupplyId: lot.id, round, cause });
      return await receiveRecommendation(deps, answer);
    }
    case 'withdraw':
      return await withdraw(deps, lot.id, 'sold');
    case 'override':
      return await override(deps, lot.id, command.id, {
        id: 'aud',
        at: iso(),
        actor: 'op',
        role: 'operator',
        action: 'override',
        subject: lot.id,
      });
    case 'handover': {
      const massKg = part(lot.acceptedMassKg ?? whole, command.share) ?? 1;
      for (const side of command.sides) await handOver(deps, lot.id, side, { massKg });
      return;
    }
  }
  if (lot.offers.length === 0) return;
  const offer = pick(lot.offers, command.offer);
  if (command.kind === 'no') return await answerNo(deps, offer, { reason: 'other' });
  return await answerYes(deps, offer, part(offer.massKg, command.share));
}

async function pass(store: TestStore, ms: number): Promise<void> {
  store.clock.now += ms;
  const isDue = ({ wakeAt }: Lot) => wakeAt !== undefined && Date.parse(wakeAt) <= store.clock.now;
  for (const { id } of [...store.lots.values()].filter(isDue)) {
    await wake(store.deps, id);
    // Looking once is enough: what was due is due later now, or never.
    expect(isDue(store.lots.get(id)!)).toBe(false);
  }
}

function nextDueAt(store: TestStore): number {
  const times = [...store.lots.values()].flatMap(({ wakeAt }) => (wakeAt ? [Date.parse(wakeAt)] : []));
  return Math.min(...times);
}

/** What the sequences led to, so that the property is known to go to the far corners. */
function cornersOf(store: TestStore): string[] {
  const lots = [...store.lots.values()];
  const children = new Set(lots.filter(({ registration }) => registration.parentId).map(({ id }) => id));
  const offers = lots.flatMap((lot) => lot.offers);
  return [
    ...lots.map(({ status, cause }) => `${status} ${cause ?? ''}`.trim()),
    ...lots.filter(({ id, childIds }) => children.has(id) && childIds.length > 0).map(() => 'grandchild'),
    ...lots.flatMap(({ measures = [] }) => measures.map(({ kind }) => `measure ${kind}`)),
    ...offers.filter(({ recipientId }) => recipientId === 'far').map(({ status }) => `far ${status}`),
    ...offers.filter(({ late }) => late).map(() => 'late yes'),
    ...offers.map(({ source, status }) => `${source} ${status}`),
  ];
}

describe('the life of a lot', () => {
  it('keeps every invariant through any sequence of commands, and comes to an end', async () => {
    const corners = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...POLICIES),
        fc.constantFrom(...BEGINNINGS),
        sequence,
        async (policy, beginning, commands) => {
          const store = aCity(policy);
          let last: Command | undefined;
          for (const command of [...beginning, ...commands]) {
            await run(store, command, last);
            checkInvariants(store, ROOT_KG);
            for (const corner of cornersOf(store)) corners.add(corner);
            last = command;
          }

          for (let looks = 0; looks < 500 && nextDueAt(store) < Infinity; looks++) {
            await pass(store, Math.max(0, nextDueAt(store) - store.clock.now));
          }

          checkInvariants(store, ROOT_KG);
          for (const corner of cornersOf(store)) corners.add(corner);
          expect([...store.lots.values()].filter(({ wakeAt }) => wakeAt)).toEqual([]);
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );

    expect([...corners]).toEqual(
      expect.arrayContaining([
        'late yes',
        'grandchild',
        'collected',
        'expired not_collected',
        'override accepted',
        'override declined',
        'cascade withdrawn',
        'hub accepted',
        'far accepted',
        'measure split',
        'measure operator',
      ]),
    );
  }, 30_000);
});
