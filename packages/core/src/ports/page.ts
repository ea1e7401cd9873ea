export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export interface PageRequest {
  /** 1..200 */
  readonly limit: number;
  /** Opaque, from `nextCursor`; an unreadable one throws AppError validation_failed. */
  readonly cursor?: string;
}
