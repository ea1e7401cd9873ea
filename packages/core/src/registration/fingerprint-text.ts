import { OversupplyInput } from '@sprk/contracts';

type Input = Omit<OversupplyInput, 'supplierId'>;

const FIELDS = Object.keys(OversupplyInput.properties).filter(
  (field): field is Exclude<keyof Input, 'date'> => field !== 'supplierId' && field !== 'date',
);

/**
 * The same text for the same body, whatever the order of its keys: what an idempotency key is held against. A fixed
 * order of the known fields costs a tenth of sorting keys, and this runs for every registration.
 */
export function fingerprintText(input: Input): string {
  return JSON.stringify([input.date.type, input.date.on, ...FIELDS.map((field) => input[field])]);
}
