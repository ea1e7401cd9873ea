import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Readonly<Record<string, AttributeValue>>;

/** For a map or a list, and for each of its entries. */
const COLLECTION_BYTES = 3;
const ENTRY_BYTES = 1;

/** The size of an item as DynamoDB counts it: names in UTF-8 and values. */
export function itemBytes(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + textBytes(name) + valueBytes(value), 0);
}

function valueBytes({ S, N, B, M, L }: AttributeValue): number {
  if (S !== undefined) return textBytes(S);
  if (N !== undefined) return numberBytes(N);
  if (B !== undefined) return B.length;
  if (M !== undefined) return COLLECTION_BYTES + itemBytes(M) + ENTRY_BYTES * Object.keys(M).length;
  if (L !== undefined) {
    return L.reduce((sum, value) => sum + ENTRY_BYTES + valueBytes(value), COLLECTION_BYTES);
  }
  return 1;
}

/** One byte for two significant digits, one more, and one for a sign. */
function numberBytes(text: string): number {
  const digits = text
    .replace(/e.*$/i, '')
    .replace(/[-.]/g, '')
    .replace(/^0+|0+$/g, '').length;
  return Math.ceil(digits / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

function textBytes(text: string): number {
  return Buffer.byteLength(text);
}
