import type { DomainEvent } from '@sprk/contracts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type City,
  type Client,
  type EventStream,
  nextTurn,
  openEventStream,
  type StoreKind,
  startCity,
} from '../harness/index.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe.each<StoreKind>(['memory', 'sqlite'])('live updates on %s', (store) => {
  it('tell every role only what it may see', async () => {
    await using city = await startCity([{ categories: ['bakery'] }, { categories: ['produce'] }], { store });
    const other = city.system.asSupplier((await city.operator.addSupplier()).id);
    await using all = await listen(city, city.operator);
    await using mine = await listen(city, city.supplier);
    await using theirs = await listen(city, other);
    await using first = await listen(city, city.recipients[0]!);
    await using second = await listen(city, city.recipients[1]!);

    const lot = await city.supplier.register();
    const foreign = await other.register({ category: 'produce' });
    await city.system.drain();
    await city.recipients[0]!.accept((await city.recipients[0]!.offers())[0]!.id);
    await city.recipients[1]!.decline((await city.recipients[1]!.offers())[0]!.id);
    await all.until(
      ({ events }) => typesOf(events).filter((type) => type === 'outcome.recorded').length === 2,
    );
    await nextTurn();

    expect(typesOf(mine.events)).toEqual([
      'oversupply.registered',
      'offer.made',
      'offer.ended',
      'oversupply.changed',
    ]);
    expect(subjectsOf(mine.events)).toEqual(new Set([lot.id]));
    expect(subjectsOf(theirs.events)).toEqual(new Set([foreign.id]));
    expect(typesOf(first.events)).toEqual(['offer.made', 'offer.ended', 'oversupply.changed']);
    expect(subjectsOf(first.events)).toEqual(new Set([lot.id]));
    expect(typesOf(second.events)).toEqual(['offer.made', 'offer.ended']);
    expect(subjectsOf(second.events)).toEqual(new Set([foreign.id]));
    const { length } = mine.events;
    expect(all.events.length).toBeGreaterThan(length + theirs.events.length);
    // Who is asked besides, and what is learned, is for operators.
    expect(JSON.stringify([mine.events, theirs.events])).not.toContain('outcome.recorded');
  });

  it('resume where the listener stopped, without loss and without repetition', async () => {
    await using city = await startCity([{}], { store });
    const seen: string[] = [];
    let lastEventId: string | undefined;

    for (let visit = 0; visit < 5; visit += 1) {
      await using stream = await listen(city, city.supplier, lastEventId);
      await city.supplier.register({ category: 'frozen', product: `online ${visit}` });
      await stream.until(({ events }) => events.length >= (visit === 0 ? 1 : 3));
      seen.push(...registeredIn(stream));
      lastEventId = stream.lastEventId;
      await stream[Symbol.asyncDispose]();
      await city.supplier.register({ category: 'frozen', product: `offline ${visit} a` });
      await city.supplier.register({ category: 'frozen', product: `offline ${visit} b` });
      await city.operator.addSupplier();
    }
    await using last = await listen(city, city.supplier, lastEventId);
    await last.until(({ events }) => events.length >= 2);
    seen.push(...registeredIn(last));

    const lots = await city.system.ports.lots.list({ limit: 200, supplierId: city.supplier.id });
    expect(seen).toEqual(lots.items.map(({ id }) => id).reverse());
  });

  it('let listeners come at any time, and keep still until something happens', async () => {
    await using city = await startCity([{}], { store });
    await using first = await listen(city, city.operator);
    // Audit entries and messages move the store on without an event.
    await city.operator.post(`/v1/dead-letters/${await deadLetter(city)}/redrive`);
    await using second = await listen(city, city.operator);
    await using third = await listen(city, city.supplier);
    for (let turn = 0; turn < 50; turn += 1) await nextTurn();
    expect(
      [first, second, third].map(({ frames }) => frames.filter(({ comment }) => comment === 'alive')),
    ).toEqual([[], [], []]);

    const { id } = await city.supplier.register();

    for (const stream of [first, second, third]) {
      await stream.until(({ events }) => subjectsOf(events).has(id));
    }
  });
});

describe('a listener', () => {
  it('that comes back too late is told to read the current state, and goes on from there', async () => {
    await using city = await startCity();
    const stale = await listen(city, city.supplier);
    const { lastEventId } = stale;
    await stale[Symbol.asyncDispose]();
    for (let count = 0; count < 5; count += 1) await city.supplier.register();
    city.system.store.forgetEvents(2);

    await using stream = await listen(city, city.supplier, lastEventId);
    await stream.until(({ events }) => events.length > 0);
    const { id } = await city.supplier.register();
    await stream.until(({ events }) => subjectsOf(events).has(id));

    expect(typesOf(stream.events)).toEqual(['reset', 'oversupply.registered']);
    // The reset itself carries where to go on: a listener that only saw that does not get it again.
    const reset = stream.events[0]!.id!;
    await using again = await listen(city, city.supplier, reset);
    await again.until(({ events }) => subjectsOf(events).has(id));
    expect(typesOf(again.events)).toEqual(['oversupply.registered']);
  });

  it.each(['nonsense', 'm999999', 'a b c', '<script>'])(
    'with the cursor %j starts with a reset',
    async (cursor) => {
      await using city = await startCity();
      await using stream = await listen(city, city.supplier, cursor);
      await stream.until(({ events }) => events.length > 0);
      expect(typesOf(stream.events)).toEqual(['reset']);
    },
  );

  it('without a token gets no stream, and HEAD is no way in', async () => {
    await using city = await startCity();
    const nobody = await listen(city, city.system.asNobody());
    expect(nobody.status).toBe(401);
    await nobody[Symbol.asyncDispose]();
    expect((await city.supplier.send('HEAD', '/v1/events')).status).toBe(404);
  });

  it('that hears nothing gets a sign of life every 15 s', async () => {
    await using city = await startCity();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    await using stream = await listen(city, city.supplier);
    await stream.until(({ frames }) => frames.length === 1);

    for (const count of [1, 2]) {
      for (let turn = 0; turn < 20; turn += 1) await nextTurn();
      vi.advanceTimersByTime(15_001);
      await stream.until(({ frames }) => aliveIn(frames) === count);
    }
  });

  it('is not told by a sign of life that something happened to others', async () => {
    await using city = await startCity();
    const other = city.system.asSupplier((await city.operator.addSupplier()).id);
    await using all = await listen(city, city.operator);
    await using stream = await listen(city, city.supplier);

    const { id } = await other.register({ category: 'frozen' });
    await all.until(({ events }) => subjectsOf(events).has(id));
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();

    expect(stream.frames).toHaveLength(1);
  });

  it('that does not read is cut off, and others are not held up', async () => {
    await using city = await startCity([]);
    await using slow = await listen(city, city.supplier);
    await using quick = await listen(city, city.operator);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    slow.pause();

    const notes = 'x'.repeat(2000);
    let lots = 0;
    // More than the kernel keeps for the connection.
    for (; lots < 4000; lots += 100) {
      await Promise.all(
        Array.from({ length: 100 }, () => city.supplier.register({ notes, category: 'frozen' })),
      );
    }
    await quick.until(({ events }) => events.length >= lots);
    for (let turn = 0; turn < 50; turn += 1) await nextTurn();
    vi.advanceTimersByTime(10_001);
    vi.useRealTimers();
    for (let turn = 0; turn < 50; turn += 1) await nextTurn();

    expect(city.system.slot.publicApp.server.listening).toBe(true);
    expect(await openConnections(city)).toBe(1);
  });

  it('that catches up on a long log gets all of it', async () => {
    await using city = await startCity([]);
    const start = await city.system.ports.events.latest();
    const notes = 'x'.repeat(1500);
    for (let lots = 0; lots < 3000; lots += 100) {
      await Promise.all(
        Array.from({ length: 100 }, () => city.supplier.register({ notes, category: 'frozen' })),
      );
    }

    await using stream = await listen(city, city.supplier, start);
    await stream.until(({ events }) => events.length >= 3000);

    expect(new Set(subjectsOf(stream.events)).size).toBe(3000);
  });
});

async function listen(city: City, client: Client, lastEventId?: string): Promise<EventStream> {
  return await openEventStream(await city.system.listen(), client, lastEventId);
}

function typesOf(events: EventStream['events']): string[] {
  return events.map(({ event }) => event ?? '');
}

/** The lots that the events are about. */
function subjectsOf(events: EventStream['events']): Set<string> {
  const ids = events.map(({ data }) => (data as Partial<DomainEvent<'offer.made'>>).data?.oversupplyId);
  return new Set(ids.filter((id) => id !== undefined));
}

function registeredIn({ events }: EventStream): string[] {
  return events
    .filter(({ event }) => event === 'oversupply.registered')
    .map(({ data }) => (data as DomainEvent).subject);
}

function aliveIn(frames: EventStream['frames']): number {
  return frames.filter(({ comment }) => comment === 'alive').length;
}

function openConnections({ system }: City): Promise<number> {
  return new Promise((resolve) => {
    system.slot.publicApp.server.getConnections((_error, count) => resolve(count));
  });
}

async function deadLetter(city: City): Promise<string> {
  await city.supplier.register();
  const { queues } = city.system.ports;
  const [message] = await queues.receive('match-requests', { max: 1, leaseSeconds: 30, waitMs: 0 });
  await queues.deadLetter('match-requests', message!.receipt, 'test');
  return encodeURIComponent((await queues.listDeadLetters({ limit: 1 })).items[0]!.id);
}
