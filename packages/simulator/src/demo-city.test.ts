import { type Recipient, RecipientInput, SupplierInput } from '@sprk/contracts';
import { assessRecipient, checkOversupply, DEFAULT_POLICY } from '@sprk/core';
import { parseOsmHours } from '@sprk/opening-hours';
import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import { demoCity } from './demo-city.ts';
import { makeLot } from './lot-shapes.ts';
import { createSeededRandom } from './seeded-random.ts';

const HOUR_MS = 3_600_000;
const MONDAY = Date.parse('2026-11-30T00:00:00Z');
const city = demoCity(1);

function stored(input: RecipientInput, index: number): Recipient {
  const hours = parseOsmHours(input.openingHours ?? '', {
    timeZone: input.timeZone,
    holidayYears: [2026, 2027],
  });
  if (!hours.ok) throw new Error(hours.message);
  return {
    ...input,
    id: `rec_${index}`,
    active: true,
    refusedAllergens: input.refusedAllergens ?? [],
    acceptsBestBeforePassed: input.acceptsBestBeforePassed ?? false,
    needIndex: input.needIndex ?? 1,
    responseMinutes: input.responseMinutes ?? 20,
    closures: [],
    verified: input.verified ?? true,
    createdAt: '',
    updatedAt: '',
    version: 1,
    schedule: hours.schedule,
  };
}

test('is the same for the same seed and another for another', () => {
  expect(demoCity(1)).toEqual(city);
  expect(demoCity(2)).not.toEqual(city);
});

test('satisfies the contract, with names and external ids of its own', () => {
  const [supplierCheck, recipientCheck] = [Compile(SupplierInput), Compile(RecipientInput)];

  expect(city.suppliers.filter((supplier) => !supplierCheck.Check(supplier))).toEqual([]);
  expect(city.recipients.filter((recipient) => !recipientCheck.Check(recipient))).toEqual([]);
  for (const partners of [city.suppliers, city.recipients]) {
    expect(new Set(partners.map(({ name }) => name)).size).toBe(partners.length);
    expect(new Set(partners.map(({ externalId }) => externalId)).size).toBe(partners.length);
  }
  expect([city.suppliers.length, city.recipients.length]).toEqual([40, 60]);
});

test.each([1, 2, 3])('finds somebody for a lot posted at any hour of the week (seed %i)', (seed) => {
  const { suppliers, recipients: inputs } = demoCity(seed);
  const recipients = inputs.map(stored);
  const random = createSeededRandom(seed);
  for (let hour = 0; hour < 7 * 24; hour += 1) {
    const now = MONDAY + hour * HOUR_MS;
    for (let shop = hour % 5; shop < suppliers.length; shop += 5) {
      const origin = suppliers[shop]!;
      const lot = makeLot(random, now, { minWindowHours: 24 });
      const registration = { ...lot, supplierId: 'sup_1', origin };
      const question = {
        registration,
        massKg: lot.massKg,
        policy: DEFAULT_POLICY,
        now,
        declinedBefore: false,
      };
      const isFound = recipients.some(
        (recipient) => assessRecipient({ ...question, recipient }).kind === 'eligible',
      );
      expect(isFound, JSON.stringify({ shop, lot })).toBe(true);
      expect(checkOversupply(lot, 'Europe/Berlin', now)).toEqual([]);
    }
  }
});
