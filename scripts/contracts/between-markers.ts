/**
 * Replaces what stands between `<!-- name -->` and `<!-- /name -->`.
 * @throws Error when the text has no such pair
 */
export function withGenerated(text: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(open);
  const to = text.indexOf(close);
  if (from < 0 || to < from) throw new Error(`There is no ${open} … ${close} in the text.`);
  return `${text.slice(0, from + open.length)}\n${content}\n${text.slice(to)}`;
}
