import type { Labels } from './metrics.ts';

export type LabelCells<T> = { of(labels: Labels | undefined): T; all(): Iterable<T> };

/** More label sets than this mean that an id has become a label: the rest is counted together. */
const MAX_LABEL_SETS = 1000;
const NO_LABELS: Labels = {};
const OVERFLOW: Labels = { overflow: 'true' };

/** One cell per label set, made at first use, whatever the order of the labels. */
export function createLabelCells<T>(make: (labels: Labels) => T): LabelCells<T> {
  const cells = new Map<string, T>();

  function of(labels: Labels = NO_LABELS): T {
    const key = keyOf(labels);
    const known = cells.get(key);
    if (known !== undefined) return known;
    if (cells.size >= MAX_LABEL_SETS && labels !== OVERFLOW) return of(OVERFLOW);
    const cell = make(labels);
    cells.set(key, cell);
    return cell;
  }

  return { of, all: () => cells.values() };
}

function keyOf(labels: Labels): string {
  const names = Object.keys(labels);
  if (names.length === 0) return '';
  return JSON.stringify(names.sort((a, b) => (a < b ? -1 : 1)).map((name) => [name, labels[name]]));
}
