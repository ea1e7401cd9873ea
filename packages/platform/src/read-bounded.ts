import type { Readable } from 'node:stream';

/**
 * The text of a stream of at most `maxBytes`; the rest is not read and the connection is given up.
 * @throws Error when the stream is longer.
 */
export async function readBounded(stream: Readable, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    // Throwing inside the loop destroys the stream.
    if (bytes > maxBytes) throw new Error(`The answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
