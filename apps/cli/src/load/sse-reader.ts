export type ServerSentEvent = { readonly event: string; readonly id: string; readonly data: string };

/**
 * Cuts a stream of server-sent events into events, however the pieces are cut.
 * @param wants called with the type first, so that the many events nobody reads cost almost nothing
 */
export function createSseReader(
  wants: (event: string) => boolean,
  onEvent: (event: ServerSentEvent) => void,
) {
  let rest = '';
  let lastId = '';

  function read(block: string): void {
    const event = field(block, 'event');
    lastId = field(block, 'id') ?? lastId;
    if (event !== undefined && wants(event)) onEvent({ event, id: lastId, data: dataOf(block) });
  }

  return {
    push(piece: string): void {
      const text = rest + (piece.includes('\r') ? piece.replaceAll('\r', '') : piece);
      let from = 0;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n', from)) {
        read(text.slice(from, end));
        from = end + 2;
      }
      rest = text.slice(from);
    },
    /** Where to resume: the last id seen. */
    get lastId() {
      return lastId;
    },
    /** Forgets half an event: its connection is gone. */
    reset(): void {
      rest = '';
    },
  };
}

function field(block: string, name: string): string | undefined {
  const start = block.startsWith(`${name}:`) ? 0 : block.indexOf(`\n${name}:`) + 1;
  if (start === 0 && !block.startsWith(`${name}:`)) return undefined;
  const end = block.indexOf('\n', start);
  const text = block.slice(start + name.length + 1, end < 0 ? undefined : end);
  return text.startsWith(' ') ? text.slice(1) : text;
}

function dataOf(block: string): string {
  return block
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(line[5] === ' ' ? 6 : 5))
    .join('\n');
}
