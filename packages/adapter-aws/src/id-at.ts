/** Below all ids that were made at that time or later. @param atMs milliseconds since the epoch */
export function idAt(prefix: string, atMs: number): string {
  const hex = Math.max(0, Math.floor(atMs)).toString(16).padStart(12, '0');
  return `${prefix}_${hex.slice(0, 8)}-${hex.slice(8)}`;
}
