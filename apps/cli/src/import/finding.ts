/** Something refused or not understood, for the report: one JSON line. */
export type Finding = {
  /** refused: not imported. hours, column: imported without it. assumptions: what the source does not say. */
  readonly kind: 'refused' | 'hours' | 'column' | 'assumptions';
  readonly file: string;
  /** First line of the row, from 1; 0 for the file as a whole. */
  readonly line: number;
  readonly reason: string;
  readonly name?: string;
};
