import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';
import { withTrace } from './trace.ts';

function capture(level: 'debug' | 'info' = 'info') {
  const lines: string[] = [];
  const log = createLogger({ level, name: 'backend', stream: { write: (line) => void lines.push(line) } });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? 'null') };
}

describe('createLogger', () => {
  it('writes one JSON line with level, time, name and fields', () => {
    const { log, lines, last } = capture();

    log.info({ offerId: 'off_1' }, 'offer accepted');
    log.debug('not shown');

    expect(lines).toHaveLength(1);
    expect(last()).toMatchObject({ level: 'info', name: 'backend', offerId: 'off_1', msg: 'offer accepted' });
    expect(last().time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('adds trace and request ids inside a trace only', () => {
    const { log, last } = capture();
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

    log.info('outside');
    expect(last()).not.toHaveProperty('traceId');
    withTrace(traceparent, () => log.info('inside'), 'req-7');

    expect(last()).toMatchObject({ traceId: traceparent.slice(3, 35), requestId: 'req-7' });
  });

  it('redacts secret fields at every level, in lists and in child loggers', () => {
    const { log, lines } = capture();

    log.info(
      { authorization: 'A1', token: 'A2', request: { headers: { authorization: 'A3', cookie: 'A4' } } },
      'x',
    );
    log.child({ partner: { webhookSecret: 'A5' } }).info({ headers: { 'webhook-signature': 'A6' } }, 'x');

    log.info(
      { list: [{ deep: { 'Set-Cookie': 'A7', client_secret: 'A8', kept: 'B1' } }], token: undefined },
      'x',
    );

    expect(lines.join()).not.toMatch(/A[1-8]/);
    expect(lines.join()).toContain('B1');
    expect(lines.join().match(/\[redacted\]/g)).toHaveLength(9);
  });

  it('redacts secrets by their shape in messages and errors', () => {
    const { log, lines } = capture();

    log.error({ err: new Error('bad header Bearer abc.def-ghi_jkl') }, 'failed');
    log.info(
      { note: 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ4In0.c2ln', key: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
      'x',
    );

    expect(lines.join()).not.toMatch(/abc\.def|eyJ|MfKQ/);
  });

  it('keeps hostile text on one line of valid JSON without control characters', () => {
    const { log, lines, last } = capture();

    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        log.info({ text, nested: { [text]: text } }, 'x');
        const line = lines.at(-1)?.trimEnd() ?? '';

        // biome-ignore lint/suspicious/noControlCharactersInRegex: the absence of them is what is tested
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
        expect(last().msg).toBe('x');
      }),
    );
    log.info('a\u001b[2J\u009b2Jb\r\nc');
    expect(last().msg).toBe('a\u001b[2J\u009b2Jb\r\nc');
  });
});
