import type { OversupplyInput } from '@sprk/contracts';
import { createSeededRandom, makeLot } from '@sprk/simulator';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lotFingerprint } from './lot-fingerprint.ts';
import { percentile } from './percentile.ts';
import { createSseReader, type ServerSentEvent } from './sse-reader.ts';

test('takes percentiles by nearest rank', () => {
  const values = [5, 1, 3, 2, 4];

  expect([0, 20, 21, 50, 99, 100].map((p) => percentile(values, p))).toEqual([1, 1, 2, 3, 5, 5]);
  expect(percentile([], 99)).toBe(0);
  expect(values).toEqual([5, 1, 3, 2, 4]);
});

test('gives a lot the same fingerprint however it is written, and another for every changed fact', () => {
  const lot = makeLot(createSeededRandom(1), Date.UTC(2026, 10, 24), { supplierId: 'sup_1' });
  const rewritten = {
    ...(JSON.parse(JSON.stringify(lot)) as OversupplyInput),
    allergens: lot.allergens.toReversed(),
    readyAt: lot.readyAt.replace('.000Z', 'Z'),
    id: 'ovs_1',
    status: 'matching',
  };

  expect(lotFingerprint(rewritten)).toBe(lotFingerprint(lot));
  for (const other of [
    { massKg: lot.massKg + 0.1 },
    { product: 'x' },
    { supplierId: 'sup_2' },
    { notes: '' },
  ]) {
    expect(lotFingerprint({ ...lot, ...other })).not.toBe(lotFingerprint(lot));
  }
});

test('reads events however the stream is cut', () => {
  const text =
    ': hello\n\nid: 1\nevent: offer.made\ndata: {"a":1}\n\nevent:skipped\ndata: x\nid:2\n\n' +
    'retry: 5\r\nevent: offer.made\r\ndata: one\r\ndata:  two\r\nid: 3\r\n\r\nevent: offer.made\ndata: half';
  fc.assert(
    fc.property(fc.array(fc.nat({ max: text.length })), (cuts) => {
      const events: ServerSentEvent[] = [];
      const reader = createSseReader(
        (event) => event === 'offer.made',
        (event) => events.push(event),
      );
      let from = 0;
      for (const cut of [...cuts.sort((a, b) => a - b), text.length]) {
        reader.push(text.slice(from, cut));
        from = cut;
      }

      expect(events).toEqual([
        { event: 'offer.made', id: '1', data: '{"a":1}' },
        { event: 'offer.made', id: '3', data: 'one\n two' },
      ]);
      expect(reader.lastId).toBe('3');
    }),
  );
});
