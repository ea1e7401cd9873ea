import type { Ids } from '@sprk/core';

export type IdPrefix = Parameters<Ids['next']>[0];
/** A prefixed UUID as 16 bytes; any other id as its text. The prefix is implied by the column. */
export type PackedId = Uint8Array | string;

const DASHES = [12, 17, 22, 27] as const;
const ID_LENGTH = 40;
const HEX = new Int8Array(128).fill(-1);
for (let digit = 0; digit < 16; digit += 1) HEX[digit.toString(16).charCodeAt(0)] = digit;

/** 16 bytes instead of 40 characters; ids of the same form keep their order. Lower-case UUIDs only, so that it is exact. */
export function packId(prefix: IdPrefix, id: string): PackedId {
  if (id.length !== ID_LENGTH || !id.startsWith(prefix) || id[3] !== '_') return id;
  for (const dash of DASHES) if (id.charCodeAt(dash) !== 45) return id;
  const bytes = Buffer.allocUnsafe(16);
  let at = 4;
  for (let index = 0; index < 16; index += 1) {
    if (at === 12 || at === 17 || at === 22 || at === 27) at += 1;
    const high = HEX[id.charCodeAt(at)] ?? -1;
    const low = HEX[id.charCodeAt(at + 1)] ?? -1;
    if (high < 0 || low < 0) return id;
    bytes[index] = (high << 4) | low;
    at += 2;
  }
  return bytes;
}

export function unpackId(prefix: IdPrefix, packed: PackedId): string {
  if (typeof packed === 'string') return packed;
  const hex = Buffer.from(packed.buffer, packed.byteOffset, 16).toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `${prefix}_${parts.join('-')}`;
}

/** The lowest id that a UUIDv7 of that time can have; ms since the epoch, clamped to what 48 bits hold. */
export function packedIdAt(ms: number): Uint8Array {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(Math.min(Math.max(0, Math.floor(ms)), 2 ** 48 - 1), 0, 6);
  return bytes;
}

/** The order of SQLite: texts before bytes. */
export function comparePacked(a: PackedId, b: PackedId): number {
  if (typeof a === 'string' || typeof b === 'string') {
    if (typeof a !== typeof b) return typeof a === 'string' ? -1 : 1;
    return a < b ? -1 : Number(a > b);
  }
  return Buffer.compare(a, b);
}
