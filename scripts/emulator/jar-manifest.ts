/** Longest line of a manifest in bytes; what is longer goes on in the next line, which starts with a space. */
const LINE = 72;

/** The text of META-INF/MANIFEST.MF. Names and texts are ASCII. */
export function jarManifest(attributes: Readonly<Record<string, string>>): string {
  const lines = Object.entries({ 'Manifest-Version': '1.0', ...attributes }).flatMap(([name, text]) =>
    fold(`${name}: ${text}`),
  );
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function fold(line: string): string[] {
  const parts = [line.slice(0, LINE)];
  for (let start = LINE; start < line.length; start += LINE - 1) {
    parts.push(` ${line.slice(start, start + LINE - 1)}`);
  }
  return parts;
}
