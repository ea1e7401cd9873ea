export type Fields = Readonly<Record<string, unknown>>;

/** Collects what is wrong with a piece of foreign data, each with the place where it is. */
export interface FaultList {
  readonly found: string[];
  add(at: string, problem: string): void;
  /** The object at a place; a fault and undefined for anything else. */
  object(at: string, content: unknown): Fields | undefined;
  /** Its entries; a fault and none for anything but an array. */
  list(at: string, content: unknown): readonly unknown[];
  number(at: string, content: unknown, low: number, high?: number): content is number;
  text(at: string, content: unknown): content is string;
}

export function createFaultList(): FaultList {
  const found: string[] = [];
  const add = (at: string, problem: string) => void found.push(`${at} ${problem}`);
  return {
    found,
    add,
    object(at, content) {
      if (typeof content === 'object' && content !== null && !Array.isArray(content))
        return content as Fields;
      add(at, 'must be an object');
      return undefined;
    },
    list(at, content) {
      if (Array.isArray(content)) return content;
      add(at, 'must be a list');
      return [];
    },
    number(at, content, low, high = Infinity): content is number {
      const isGood =
        typeof content === 'number' && Number.isFinite(content) && content >= low && content <= high;
      if (!isGood)
        add(at, `must be a number from ${low}${high < Infinity ? ` to ${high}` : ''}, not ${show(content)}`);
      return isGood;
    },
    text(at, content): content is string {
      const isGood = typeof content === 'string' && content !== '';
      if (!isGood) add(at, `must be a text, not ${show(content)}`);
      return isGood;
    },
  };
}

/** A value as it stands in the file, cut short. */
function show(content: unknown): string {
  const text = content === undefined ? 'missing' : JSON.stringify(content);
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
