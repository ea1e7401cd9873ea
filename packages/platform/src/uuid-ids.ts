import { randomUUIDv7 } from 'node:crypto';

/** Prefixed UUIDv7 ids of the host's clock and random source: core's `Ids` port. */
export const uuidIds = {
  next: (prefix: string): string => `${prefix}_${randomUUIDv7()}`,
};
