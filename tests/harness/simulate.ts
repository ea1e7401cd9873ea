import { createFaults, createSeededRandom, type FaultPlan } from '@sprk/adapter-memory';
import type { OversupplyInput, OversupplyView, Recommendation } from '@sprk/contracts';
import type { Random } from '@sprk/core';
import type { RecipientClient, SupplierClient } from './client.ts';
import { type Acknowledged, checkAtRest, checkInvariants } from './invariants.ts';
import { lotInput } from './partners.ts';
import { CATEGORIES, drawCity, pick, type SimulatedRecipient } from './simulated-city.ts';
import { startTestSystem, type TestSystem } from './test-system.ts';

const HOUR = 3_600_000;

/** Failures before and after the commit, lost replies, copies and disorder: at every port that matters. */
export const FAULTS: FaultPlan = {
  'lots.register': { beforeCommit: 0.05, afterCommit: 0.08 },
  'lots.commit': { beforeCommit: 0.05, afterCommit: 0.05 },
  'lots.find': { beforeCommit: 0.01 },
  'lots.due': { beforeCommit: 0.02 },
  'recipients.find': { beforeCommit: 0.01 },
  'queues.receive': { beforeCommit: 0.03, afterCommit: 0.02, duplicateDelivery: 0.1, reorder: 0.3 },
  'queues.acknowledge': { beforeCommit: 0.08, afterCommit: 0.05 },
  'queues.release': { beforeCommit: 0.05 },
  'directory.changes': { beforeCommit: 0.03 },
  'outcomes.append': { beforeCommit: 0.03, afterCommit: 0.08 },
  'weights.publish': { beforeCommit: 0.1, afterCommit: 0.1 },
  'weights.activate': { beforeCommit: 0.1, afterCommit: 0.1 },
};

export interface SimulationResult {
  readonly lots: number;
  readonly offers: number;
  readonly children: number;
  readonly collected: number;
  readonly faults: number;
  /** Everything that happened, for comparing two runs of one seed. */
  readonly trace: string;
}

/** One run of the whole system under random people, a random clock and faults. @throws Error naming seed and step */
export async function simulate(seed: number, steps = 30): Promise<SimulationResult> {
  const random = createSeededRandom(seed);
  const faults = createFaults({ random: createSeededRandom(seed * 7919 + 1), plan: FAULTS });
  await using system = await startTestSystem({ seed, faults });
  faults.stop();
  // New weights cost more than everything else: most runs learn at their end only.
  const learn = seed % 5 === 0;
  const run = { ...(await populate(system, random)), learn };
  let step = 0;
  try {
    faults.start();
    for (; step < steps; step += 1) {
      await act(run);
      checkInvariants(stateOf(system), run);
      if (step % 10 !== 9) continue;
      faults.stop();
      system.matcher.resume();
      await system.drain({ learn });
      checkInvariants(stateOf(system), run);
      faults.start();
    }
    faults.stop();
    system.matcher.resume();
    await runOut(system, learn);
    checkInvariants(stateOf(system), run);
    checkAtRest(stateOf(system));
  } catch (error) {
    const trace = run.trace.slice(-12).join('\n  ');
    throw new Error(`Seed ${seed}, step ${step}: ${messageOf(error)}\n  ${trace}`, { cause: error });
  }
  const { lots, offers } = stateOf(system);
  const all = [...lots.values()];
  return {
    lots: all.length,
    offers: offers.size,
    children: all.filter(({ registration }) => registration.parentId !== undefined).length,
    collected: all.filter(({ status }) => status === 'collected').length,
    faults: Object.values(faults.counts()).reduce((sum, count) => sum + count, 0),
    trace: run.trace.join('\n'),
  };
}

/** Many runs, one after the other, and what happened in all of them. */
export async function simulateSeeds(first: number, count: number): Promise<Omit<SimulationResult, 'trace'>> {
  const sums = { lots: 0, offers: 0, children: 0, collected: 0, faults: 0 };
  for (let seed = first; seed < first + count; seed += 1) {
    const result = await simulate(seed);
    for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += result[name];
  }
  return sums;
}

interface Run {
  readonly system: TestSystem;
  readonly random: Random;
  readonly suppliers: readonly SupplierClient[];
  readonly people: readonly RecipientClient[];
  readonly recipients: ReadonlyMap<string, SimulatedRecipient>;
  readonly acknowledged: Acknowledged[];
  readonly sent: Set<string>;
  readonly bodies: Map<string, OversupplyInput>;
  readonly recommendations: Recommendation[];
  readonly trace: string[];
  readonly learn: boolean;
}

async function populate(system: TestSystem, random: Random): Promise<Omit<Run, 'learn'>> {
  const operator = system.asOperator();
  const city = drawCity(random);
  const suppliers: SupplierClient[] = [];
  for (const input of city.suppliers)
    suppliers.push(system.asSupplier((await operator.addSupplier(input)).id));
  const recipients = new Map<string, SimulatedRecipient>();
  for (const one of city.recipients) recipients.set((await operator.addRecipient(one.input)).id, one);
  const people = [...recipients.keys()].map((id) => system.asRecipient(id));
  const lists = {
    acknowledged: [],
    sent: new Set<string>(),
    bodies: new Map(),
    recommendations: [],
    trace: [],
  };
  return { system, random, suppliers, people, recipients, ...lists };
}

/** What may happen next, by how often it does. */
const ACTS: readonly (readonly [weight: number, act: (run: Run) => Promise<void>])[] = [
  [8, register],
  [3, repeatRegistration],
  [12, answer],
  [7, handOver],
  [1, withdraw],
  [1, override],
  [3, repeatRecommendation],
  [9, letTimePass],
  [1, toggleMatcher],
];
const TOTAL = ACTS.reduce((sum, [weight]) => sum + weight, 0);

async function act(run: Run): Promise<void> {
  let drawn = run.random.next() * TOTAL;
  for (const [weight, one] of ACTS) {
    drawn -= weight;
    if (drawn >= 0) continue;
    await one(run);
    break;
  }
  // Mostly the services get to work at once, sometimes several things happen before they do.
  if (run.random.next() < 0.7) await turn(run);
}

/** One turn of every worker; with faults a turn may fail as a whole and is simply tried later. */
async function turn({ system, learn, trace }: Run): Promise<void> {
  try {
    await system.turn({ learn });
  } catch (error) {
    trace.push(`turn failed: ${messageOf(error)}`);
  }
}

async function register(run: Run): Promise<void> {
  const { random, system } = run;
  const supplier = pick(random, run.suppliers);
  const key = `key-${run.sent.size}`;
  const massKg = 1 + Math.floor(random.next() * 300) / 10;
  const isDivisible = random.next() < 0.5;
  const now = system.clock.now();
  const body = lotInput(now, {
    category: pick(random, CATEGORIES),
    massKg,
    temperature: pick(random, ['ambient', 'ambient', 'chilled']),
    date: {
      type: pick(random, ['use_by', 'best_before', 'packed']),
      on: new Date(now + HOUR + Math.floor(random.next() * 3) * 24 * HOUR).toISOString().slice(0, 10),
    },
    allergens: random.next() < 0.3 ? ['gluten'] : [],
    readyAt: new Date(now + (random.next() < 0.3 ? HOUR : 0)).toISOString(),
    collectBy: new Date(now + (2 + Math.floor(random.next() * 30)) * HOUR).toISOString(),
    divisible: isDivisible,
    ...(isDivisible && { minPartKg: Math.min(massKg, 2) }),
  });
  run.bodies.set(`${supplier.id} ${key}`, body);
  // Two at once now and then, as by a double click.
  const times = random.next() < 0.25 ? 2 : 1;
  await Promise.all(Array.from({ length: times }, () => post(run, supplier, key, body)));
}

async function repeatRegistration(run: Run): Promise<void> {
  const supplier = pick(run.random, run.suppliers);
  const mine = [...run.bodies.keys()].filter((key) => key.startsWith(supplier.id));
  if (mine.length === 0) return;
  const key = pick(run.random, mine);
  const body = run.bodies.get(key) as OversupplyInput;
  if (run.random.next() < 0.7) return await post(run, supplier, key.split(' ')[1] as string, body);
  const isKnown = run.acknowledged.some(({ supplierId, key: used }) => `${supplierId} ${used}` === key);
  if (!isKnown) return;
  const other = { ...body, product: 'Something else' };
  const headers = { 'idempotency-key': key.split(' ')[1] as string };
  const { status } = await supplier.post('/v1/oversupplies', other, headers);
  expectOneOf(run, 'other body', status, [409, 422, 503]);
}

async function post(run: Run, supplier: SupplierClient, key: string, body: OversupplyInput): Promise<void> {
  run.sent.add(`${supplier.id} ${key}`);
  const headers = { 'idempotency-key': key };
  const reply = await supplier.post<OversupplyView>('/v1/oversupplies', body, headers);
  // 422: the first call was lost before it was stored, and by now the food is too old.
  expectOneOf(run, `register ${key}`, reply.status, [201, 422, 503]);
  if (reply.status !== 201) return;
  const answer = JSON.stringify(reply.body);
  run.acknowledged.push({ supplierId: supplier.id, key, id: reply.body.id, answer });
}

async function answer(run: Run): Promise<void> {
  const { random } = run;
  const person = pick(random, run.people);
  const page = await person.get<{
    items: { id: string; massKg: number; divisible: boolean; status: string }[];
  }>(random.next() < 0.8 ? '/v1/offers?status=open' : '/v1/offers');
  if (page.status !== 200 || page.body.items.length === 0) return;
  const offer = pick(random, page.body.items);
  const drawn = random.next();
  if (drawn < 0.2) return;
  const url = `/v1/offers/${offer.id}`;
  const part = Math.max(2, Math.floor(offer.massKg * 5) / 10);
  const massKg = offer.divisible && random.next() < 0.4 ? { massKg: part } : {};
  const send = () =>
    drawn < 0.75
      ? person.post(`${url}/accept`, massKg)
      : person.post(`${url}/decline`, { reason: 'no_capacity' });
  const replies = await Promise.all(random.next() < 0.2 ? [send(), send()] : [send()]);
  for (const { status } of replies) expectOneOf(run, `answer ${offer.id}`, status, [200, 409, 422, 503]);
}

async function handOver(run: Run): Promise<void> {
  const { random } = run;
  const taken = lotsOf(run).filter(({ status }) => status === 'accepted');
  if (taken.length === 0) return;
  const lot = pick(random, taken);
  const acceptedKg = lot.acceptedMassKg ?? 0;
  const massKg = pick(random, [acceptedKg, acceptedKg, Math.floor(acceptedKg * 5) / 10, 0]);
  const supplier = run.suppliers.find(({ id }) => id === lot.registration.supplierId);
  const recipient = run.people.find(({ id }) => id === acceptedBy(run, lot.acceptedOfferId));
  const url = `/v1/oversupplies/${lot.id}/handover`;
  const sides = [supplier, recipient].filter((side) => side !== undefined).filter(() => random.next() < 0.9);
  const replies = await Promise.all(sides.map((side) => side.post(url, { massKg })));
  for (const { status } of replies) expectOneOf(run, `handover ${lot.id}`, status, [200, 404, 409, 422, 503]);
}

async function withdraw(run: Run): Promise<void> {
  const lots = lotsOf(run);
  if (lots.length === 0) return;
  const lot = pick(run.random, lots);
  const supplier = run.suppliers.find(({ id }) => id === lot.registration.supplierId);
  const reply = await supplier?.post(`/v1/oversupplies/${lot.id}/withdraw`, { reason: 'changed plans' });
  expectOneOf(run, `withdraw ${lot.id}`, reply?.status ?? 0, [200, 409, 503]);
}

async function override(run: Run): Promise<void> {
  const lots = lotsOf(run);
  if (lots.length === 0) return;
  const lot = pick(run.random, lots);
  const body = { recipientId: pick(run.random, run.people).id, reason: 'by phone' };
  const { status } = await run.system.asOperator().post(`/v1/oversupplies/${lot.id}/override`, body);
  expectOneOf(run, `override ${lot.id}`, status, [200, 409, 503]);
}

/** An answer of the matcher comes once more, late, maybe after many other things: it must have no effect. */
async function repeatRecommendation(run: Run): Promise<void> {
  const { system, random } = run;
  const rounds = [...stateOf(system).recommendations.values()].flatMap((one) => [...one.values()]);
  if (rounds.length === 0) return;
  const recommendation = pick(random, rounds);
  const before = JSON.stringify(stateOf(system).lots.get(recommendation.oversupplyId));
  const body = { recommendations: [recommendation, recommendation] };
  const reply = await system.internal.post('/internal/v1/recommendations', body).catch(messageOf);
  const after = JSON.stringify(stateOf(system).lots.get(recommendation.oversupplyId));
  if (before !== after) throw new Error(`I5: a repeated recommendation changed ${after}`);
  run.trace.push(`repeated recommendation ${recommendation.oversupplyId}: ${JSON.stringify(reply)}`);
}

async function letTimePass(run: Run): Promise<void> {
  const { random, system, trace } = run;
  const ms = pick(random, [1, 30, 31, 120, 600, 1200, 3600, 7200, 6 * 3600]) * 1000 * (0.5 + random.next());
  trace.push(`${Math.round(ms / 1000)} s pass`);
  await system.clock.advance(Math.round(ms));
}

async function toggleMatcher({ random, system, trace }: Run): Promise<void> {
  const isGone = random.next() < 0.5;
  trace.push(isGone ? 'the matcher goes' : 'the matcher comes');
  if (isGone) system.matcher.pause();
  else system.matcher.resume();
}

/** From one moment at which something is due to the next, until nothing ever is. */
async function runOut(system: TestSystem, learn: boolean): Promise<void> {
  const state = stateOf(system);
  for (let rounds = 0; rounds < 2000; rounds += 1) {
    const isLast = state.wakeAtMs.size === 0;
    await system.drain({ learn: learn || isLast });
    const hidden = [...state.queues].flatMap(([name, queue]) =>
      name === 'outcomes' && !learn && !isLast
        ? []
        : [...queue.values()].map(({ visibleAtMs }) => visibleAtMs),
    );
    const next = Math.min(...state.wakeAtMs.values(), ...hidden);
    if (next < Number.POSITIVE_INFINITY) await system.clock.advance(Math.max(1, next - system.clock.now()));
    else if (isLast) return;
  }
  throw new Error('I4: there is always something due');
}

function expectOneOf({ trace }: Run, what: string, status: number, allowed: readonly number[]): void {
  trace.push(`${what}: ${status}`);
  if (!allowed.includes(status)) throw new Error(`${what} was answered ${status}`);
}

function acceptedBy(run: Run, offerId: string | undefined): string | undefined {
  return offerId === undefined ? undefined : stateOf(run.system).offers.get(offerId)?.recipientId;
}

function lotsOf({ system }: Run) {
  return [...stateOf(system).lots.values()];
}

function stateOf({ store }: TestSystem) {
  if (!store.state) throw new Error('Only a store in memory can be looked into.');
  return store.state;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
