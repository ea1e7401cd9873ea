/**
 * Replaces what stands between the markers.
 * @throws Error that names the file where there is no such pair
 */
export function replacedBetween(text: string, name: string, content: string, file: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${file} has no ${begin} with ${end} after it: add both.`);
  return `${text.slice(0, from + begin.length)}\n${content.trim()}\n${text.slice(to)}`;
}
