/** Every `$ref` of a document, wherever it stands. */
export function referencesIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(referencesIn);
  if (typeof part !== 'object' || part === null) return [];
  const own = '$ref' in part && typeof part.$ref === 'string' ? [part.$ref] : [];
  return [...own, ...Object.values(part).flatMap(referencesIn)];
}

/** What a local reference such as `#/components/messages/a` points to; undefined: nothing. */
export function resolveReference(document: unknown, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined;
  const steps = reference.slice(2).split('/').map(unescapeStep);
  return steps.reduce<unknown>(
    (part, step) =>
      part !== null && typeof part === 'object' ? (part as Record<string, unknown>)[step] : undefined,
    document,
  );
}

/** RFC 6901, and percent-encoding as in a URI fragment. */
function unescapeStep(step: string): string {
  return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
}
