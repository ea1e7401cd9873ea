import { createHash } from 'node:crypto';

/** A short name for a text: folders carry it, so that a changed list is installed anew. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
