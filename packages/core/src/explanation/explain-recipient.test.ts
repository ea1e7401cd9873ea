import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCandidate, aPolicy, aRecipient, aRegistration, HOUR, iso, NOW } from '../_fixtures.ts';
import { noActivity } from '../matching/activity.ts';
import { namedFeature } from '../matching/feature-layout.ts';
import { aCase, daily } from './_cases.ts';
import { explainRecipient, explainToSupplier } from './explain-recipient.ts';
import { worthOf } from './worth-of.ts';

const days: [number, number] = [namedFeature('days_since_last_acceptance'), 19 / 84];
const chosen = aCase({
  recipient: aRecipient('x', {
    lat: 52.54145,
    schedule: daily(8, 17),
    temperatures: ['chilled'],
    needIndex: 2,
    categories: ['bakery'],
  }),
  registration: aRegistration({ category: 'bakery', temperature: 'chilled' }),
  candidate: aCandidate('x', { probability: 0.8, features: [days] }),
});
const first = aCase({ recipient: aRecipient('first', { lat: 52.521 }) });

describe('an explanation', () => {
  it('says in plain words what speaks for a recipient', () => {
    expect(explainRecipient(chosen, { place: 1 }, 'en').text).toBe(
      'Number 1 in the order of asking. 3.1 km away, open until 17:00, takes chilled food, ' +
        '19 days since the last delivery, usually says yes to bakery, greater need than most.',
    );
    expect(explainRecipient(chosen, { place: 1 }, 'de').text).toBe(
      'Nummer 1 in der Reihenfolge der Anfragen. 3,1 km entfernt, geöffnet bis 17:00 Uhr, nimmt gekühlte Ware, ' +
        '19 Tage seit der letzten Lieferung, sagt zu Backwaren meist Ja, größerer Bedarf als die meisten.',
    );
  });

  it('says why not, and the least that would have to change', () => {
    const blocked = aCase({
      recipient: aRecipient('x', { capacityKg: 20, schedule: daily(18, 20) }),
      registration: aRegistration({
        massKg: 32.4,
        collectBy: iso(5 * HOUR),
        date: { type: 'best_before', on: '2026-11-23' },
      }),
    });
    const en = explainRecipient(blocked, {}, 'en');
    const de = explainRecipient(blocked, {}, 'de');

    expect(en).toMatchObject({ standing: 'blocked', name: 'Kitchen x' });
    expect(en.reasons.map(({ code }) => code)).toEqual(['closed', 'best_before_passed', 'capacity']);
    expect(en.changes.map(({ text }) => text)).toEqual([
      'collection until Tuesday 18:00 instead of Tuesday 16:00',
      'be open at some time from Tuesday 11:05 to Tuesday 16:00',
      'accept food whose best-before date has passed',
      '12.4 kg more room on Tuesday',
      'divide the lot: there is room for 20 kg',
    ]);
    expect(de.changes[0]?.text).toBe('Abholung bis Dienstag, 18:00 Uhr statt bis Dienstag, 16:00 Uhr');
    expect(de.changes[3]?.text).toBe('12,4 kg mehr Platz am Dienstag');
  });

  it('names what puts an eligible one behind the first choice', () => {
    const levers = (one: Parameters<typeof aCase>[0], other = first) =>
      explainRecipient(aCase(one), { first: other }, 'en').changes.map(({ code, text }) => [code, text]);

    expect(levers({ recipient: aRecipient('x', { lat: 52.545 }) })).toEqual([
      ['distance', 'It is 3.5 km farther away than the first choice; 3.5 km nearer it would come first.'],
    ]);
    expect(levers({ recipient: aRecipient('x', { lat: 52.5205, needIndex: 0.5 }) })[0]?.[0]).toBe('need');
    const received = { ...noActivity('x'), fadedReceivedKg: 1e20 };
    const recipient = aRecipient('x', { lat: 52.5205 });
    expect(levers({ recipient, activity: received })[0]?.[0]).toBe('fairness');
    expect(levers({ recipient })[0]?.[0]).toBe('acceptance');
    const little = { recipient: aRecipient('x', { lat: 52.59 }), registration: aRegistration({ massKg: 5 }) };
    expect(levers(little)[0]?.[0]).toBe('trip');
  });

  it('tells a supplier nothing that only the recipient and the operators know', () => {
    const told = explainToSupplier(chosen, { asked: 'offered' }, 'en');

    expect(told).toMatchObject({ recipientId: 'x', standing: 'asked', reasons: [], changes: [] });
    expect(told.text).toBe('It is being asked. 3.1 km away, open until 17:00, takes chilled food.');
    expect(told.name).toBeUndefined();
  });

  it('takes apart exactly what matching valued', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.double({ min: 52.5, max: 52.56, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (needIndex, lat, needWeight) => {
          const policy = aPolicy({ needWeight, fairness: 0, kmCostKg: 0.5 });
          const worth = worthOf(aCase({ recipient: aRecipient('x', { needIndex, lat }), policy }));

          const value = 10 * (1 - needWeight + needWeight * needIndex) - 0.5 * (worth?.distanceKm ?? 0);
          expect(worth?.utilityKg).toBeCloseTo(value, 9);
        },
      ),
    );
  });

  it('speaks of another day by its name', () => {
    const later = aCase({
      recipient: aRecipient('x', { schedule: daily(8, 10) }),
      registration: aRegistration({ collectBy: iso(30 * HOUR) }),
      at: NOW,
    });

    expect(explainRecipient(later, { place: 2 }, 'en').text).toContain(
      'open on Wednesday from 08:00 to 10:00',
    );
  });
});
