import type { Decision } from './decision.ts';

/** Reads a decision log, a JSON object per line. Throws RangeError that names the first bad line. */
export function readDecisions(text: string): Decision[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    const decision = parsed(line);
    if (!isDecision(decision)) throw new RangeError(`Line ${index + 1} is no decision: ${line.slice(0, 60)}`);
    return decision;
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isDecision(content: unknown): content is Decision {
  if (typeof content !== 'object' || content === null) return false;
  const { lot, offers } = content as Partial<Decision>;
  return typeof lot === 'string' && Array.isArray(offers) && offers.every(isOffer);
}

function isOffer(content: unknown): boolean {
  const [recipient, answer, ...rest] = Array.isArray(content) ? content : [];
  return (
    typeof recipient === 'string' && (answer === 'accepted' || answer === 'declined') && rest.length === 0
  );
}
