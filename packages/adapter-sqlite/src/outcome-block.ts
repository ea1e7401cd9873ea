import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Outcome } from '@sprk/contracts';
import { StoreError } from './store-error.ts';

export const OUTCOMES_PER_BLOCK = 512;

export interface OutcomeBlock {
  /** Position of its first outcome. */
  readonly first: number;
  readonly count: number;
  /** CRC-32 of the body, started with the CRC-32 of the position, so that blocks cannot change places. */
  readonly checksum: number;
  /** A JSON array, raw deflate. */
  readonly body: Uint8Array;
}

/** @param outcomes As JSON, one each. */
export function sealBlock(first: number, outcomes: readonly string[]): OutcomeBlock {
  const body = deflateRawSync(`[${outcomes.join(',')}]`, { level: 1 });
  return { first, count: outcomes.length, checksum: checksumOf(first, body), body };
}

/** @throws StoreError damaged, naming the block. */
export function openBlock({ first, count, checksum, body }: OutcomeBlock): Outcome[] {
  const named = `The block of outcomes ${first} to ${first + count - 1}`;
  if (checksumOf(first, body) !== checksum) {
    throw new StoreError(
      'damaged',
      `${named} is damaged: restore a backup, or train from the outcomes after it.`,
    );
  }
  return JSON.parse(inflateRawSync(body).toString());
}

function checksumOf(first: number, body: Uint8Array): number {
  return crc32(body, crc32(String(first)));
}
