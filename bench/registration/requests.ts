import { createSeededRandom, makeLot } from '@sprk/simulator';

/** Bytes of registrations, ready to send: a few hundred different bodies and tokens, a new key each time. */
export function registrationRequests(tokens: readonly string[]): () => Buffer {
  const random = createSeededRandom(7);
  const heads = Array.from({ length: 400 }, (_, index) => {
    const body = JSON.stringify(makeLot(random, Date.now()));
    const token = tokens[index % tokens.length];
    const head =
      'POST /v1/oversupplies HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n' +
      `content-length: ${Buffer.byteLength(body)}\r\nauthorization: Bearer ${token}\r\nidempotency-key: `;
    return { head, tail: `\r\n\r\n${body}` };
  });
  const run = Date.now().toString(36);
  let count = 0;
  return () => {
    count += 1;
    const { head, tail } = heads[count % heads.length] ?? { head: '', tail: '' };
    return Buffer.from(`${head}${run}-${count}${tail}`, 'utf8');
  };
}
