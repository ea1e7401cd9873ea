import type { ExplanationView, OfferExplanationView, OversupplyView } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { type City, type Client, expecting, startCity } from '../harness/index.ts';

const chilled = { category: 'dairy' as const, temperature: 'chilled' as const };

/** The nearest can take it, the second is too small, the third takes no dairy, the fourth is farther away. */
const RECIPIENTS = [
  { openingHours: 'Mo-Fr 08:00-17:00', name: 'Pantry' },
  { capacityKg: 7.6, name: 'Small kitchen' },
  { categories: ['bakery'] as ['bakery'], name: 'Bread shelf' },
  { name: 'Far kitchen', lat: 52.57 },
];

async function explained(reader: Client, lot: OversupplyView, query = '') {
  const answer = await reader.get<ExplanationView>(`/v1/oversupplies/${lot.id}/explanation${query}`);
  return expecting(200, answer);
}

async function offeredLot(city: City): Promise<OversupplyView> {
  const lot = await city.supplier.register(chilled);
  await city.system.drain();
  return lot;
}

describe('the explanation of a lot', () => {
  it('tells an operator who was chosen and why, who was not and what would have to change', async () => {
    await using city = await startCity(RECIPIENTS);
    const lot = await offeredLot(city);

    const told = await explained(city.operator, lot);

    expect(told).toMatchObject({ language: 'en', summary: 'A recipient is being asked.', measures: [] });
    expect(told.candidates.map(({ name, standing }) => [name, standing])).toEqual([
      ['Pantry', 'asked'],
      ['Far kitchen', 'candidate'],
    ]);
    expect(told.candidates[0]?.text).toMatch(
      /^It is being asked\. 1\.\d km away, open until 17:00, takes chilled/,
    );
    expect(told.candidates[1]?.changes[0]?.code).toBe('distance');
    expect(told.blocked.map(({ name, changes }) => [name, changes.map(({ text }) => text)])).toEqual([
      ['Small kitchen', ['12.4 kg more room on Monday', 'divide the lot: there is room for 7.6 kg']],
      ['Bread shelf', ['accept dairy']],
    ]);
    expect(told.blockedCounts).toContainEqual({
      code: 'capacity',
      count: 1,
      text: 'It has not enough room left.',
    });
  });

  it('answers in German, and about one recipient', async () => {
    await using city = await startCity(RECIPIENTS);
    const lot = await offeredLot(city);

    const told = await explained(city.operator, lot, `?language=de&recipientId=${city.recipients[1]!.id}`);

    expect(told.summary).toBe('Eine Stelle wird gefragt.');
    expect(told.recipient).toMatchObject({
      standing: 'blocked',
      reasons: [{ code: 'capacity', text: 'Hat nicht mehr genug Platz.' }],
      changes: [{ code: 'more_room', text: '12,4 kg mehr Platz am Montag' }, { code: 'divide' }],
    });
  });

  it('explains one that was left out of the cascade, and a lot that nobody has matched so far', async () => {
    await using city = await startCity([...RECIPIENTS, {}, {}, {}, { name: 'Last', lat: 52.59 }]);
    city.system.matcher.pause();
    const lot = await city.supplier.register(chilled);
    const before = await explained(city.operator, lot, `?recipientId=${city.recipients[0]!.id}`);
    city.system.matcher.resume();
    await city.system.advance(60_000);
    const after = await explained(city.operator, lot, `?recipientId=${city.recipients[7]!.id}`);

    expect(before).toMatchObject({ candidates: [], recipient: { standing: 'eligible' } });
    expect(before.computedAt).toBeUndefined();
    expect(after.recipient).toMatchObject({
      name: 'Last',
      standing: 'eligible',
      changes: [{ code: 'distance' }],
    });
  });

  it('tells a supplier about its lot, and nothing private of others', async () => {
    await using city = await startCity(RECIPIENTS, { supplier: { language: 'de' } });
    const lot = await offeredLot(city);

    const told = await explained(city.supplier, lot);

    expect(told.language).toBe('de');
    expect(told.blocked).toEqual([]);
    expect(told.candidates[0]?.text).toMatch(
      /^Wird gerade gefragt\. 1,\d km entfernt, geöffnet bis 17:00 Uhr/,
    );
    expect(JSON.stringify(told)).not.toMatch(/Pantry|Far kitchen|Lieferung|Bedarf|last_delivery/);
    const asked = await city.supplier.get(
      `/v1/oversupplies/${lot.id}/explanation?recipientId=${city.recipients[1]!.id}`,
    );
    expect(asked).toMatchObject({ status: 422, body: { errors: [{ path: 'recipientId' }] } });
  });

  it('names all that is wrong with a question at once', async () => {
    await using city = await startCity([{}]);
    const lot = await offeredLot(city);
    const path = `/v1/oversupplies/${lot.id}/explanation`;

    const wrong = await city.operator.get(`${path}?language=fr&depth=3`);
    const unknown = await city.operator.get(`${path}?recipientId=rec_00000000-0000-7000-8000-000000000000`);
    const malformed = await city.operator.get(`${path}?recipientId=x`);

    expect(wrong.status).toBe(422);
    expect(wrong.body.errors?.map((error) => error.path).sort()).toEqual(['depth', 'language']);
    expect([unknown.status, malformed.status]).toEqual([404, 404]);
  });
});

describe('the explanation of an offer', () => {
  it('tells the recipient why it was asked, in its own language', async () => {
    await using city = await startCity([{ language: 'de', openingHours: 'Mo-Fr 08:00-17:00' }, {}]);
    await offeredLot(city);
    const [recipient, other] = city.recipients;
    const [offer] = await recipient!.offers();
    const path = `/v1/offers/${offer!.id}/explanation`;

    const told = expecting(200, await recipient!.get<OfferExplanationView>(path));
    const english = expecting(200, await recipient!.get<OfferExplanationView>(`${path}?language=en`));

    expect(told.text).toMatch(/^Sie werden gefragt, weil es passt: 1,\d km entfernt, geöffnet bis 17:00 Uhr/);
    expect(english.text).toMatch(
      /^You are asked because you fit this lot: .*no delivery in the last 12 weeks/,
    );
    expect((await other!.get(path)).status).toBe(404);
  });

  it('says so when a person chose', async () => {
    await using city = await startCity([{}, {}]);
    const lot = await offeredLot(city);
    const [, second] = city.recipients;
    await city.operator.post(`/v1/oversupplies/${lot.id}/override`, {
      recipientId: second!.id,
      reason: 'test',
    });
    const [offer] = await second!.offers();

    const told = await second!.get<OfferExplanationView>(`/v1/offers/${offer!.id}/explanation`);

    expect(told.body.text).toBe('An operator chose you for this lot.');
  });
});
