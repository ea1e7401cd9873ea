import { Transform } from 'node:stream';
import { AppError } from '@sprk/core';

/** Passes at most `maxBytes` on; a longer body ends the stream with payload_too_large. */
export function boundedBody(maxBytes: number): Transform {
  let total = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      total += chunk.length;
      if (total <= maxBytes) done(null, chunk);
      else
        done(
          new AppError('payload_too_large', { detail: `At most ${maxBytes / 1e6} MB per file: split it.` }),
        );
    },
  });
}
