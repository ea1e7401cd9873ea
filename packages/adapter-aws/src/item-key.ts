/** The primary key that every table has. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** Numbers as text that sorts like them, up to 12 digits. */
export function padded(number: number): string {
  return String(number).padStart(12, '0');
}
