import { hash } from 'node:crypto';

/**
 * Names rows that have no id of their own, the same in every run: a hash of what identifies them; rows that
 * are alike in that get `:2`, `:3` ... in the order of the file.
 * @param source e.g. `nyc:cfc`
 */
export function createExternalIds(source: string) {
  const seen = new Map<string, number>();
  return (...parts: readonly string[]): string => {
    const text = parts.map((part) => part.trim().replaceAll(/\s+/g, ' ').toUpperCase()).join('|');
    const base = `${source}:${hash('sha256', text).slice(0, 16)}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return count === 1 ? base : `${base}:${count}`;
  };
}
