export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface Ids {
  /** A new id, `${prefix}_` + UUIDv7 of the clock's time. */
  next(prefix: 'ovs' | 'sup' | 'rec' | 'off' | 'wts' | 'evt' | 'aud'): string;
}

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
}
