import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandomBytes } from './random-bytes.ts';
import {
  childOf,
  currentTrace,
  currentTraceparent,
  newTraceparent,
  parseTraceparent,
  withTrace,
} from './trace.ts';

const random = createRandomBytes();
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

describe('parseTraceparent', () => {
  it('reads the example of the standard', () => {
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-01`)).toEqual({
      traceId: TRACE,
      spanId: SPAN,
      sampled: true,
    });
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-02`)?.sampled).toBe(false);
  });

  it('accepts more fields of a later version only', () => {
    expect(parseTraceparent(`cc-${TRACE}-${SPAN}-01-what-the-future-is`)?.traceId).toBe(TRACE);
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-01-x`)).toBeUndefined();
  });

  it.each([
    ['nothing', undefined],
    ['a list', [`00-${TRACE}-${SPAN}-01`]],
    ['version ff', `ff-${TRACE}-${SPAN}-01`],
    ['upper case', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
    ['a zero trace id', `00-${'0'.repeat(32)}-${SPAN}-01`],
    ['a zero span id', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['a short id', `00-${TRACE.slice(1)}-${SPAN}-01`],
    ['a missing flag', `00-${TRACE}-${SPAN}`],
    ['blanks around', ` 00-${TRACE}-${SPAN}-01`],
    ['a line break at the end', `00-${TRACE}-${SPAN}-01\n`],
    ['a huge text', `cc-${TRACE}-${SPAN}-01-${'x'.repeat(1000)}`],
  ])('refuses %s', (_, header) => {
    expect(parseTraceparent(header)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (header) => {
        parseTraceparent(header);
      }),
    );
  });
});

describe('newTraceparent and childOf', () => {
  it('make valid headers with fresh ids', () => {
    const made = new Set(Array.from({ length: 1000 }, () => newTraceparent(random)));

    expect(made.size).toBe(1000);
    for (const traceparent of made) expect(parseTraceparent(traceparent)).toBeDefined();
  });

  it('keep the trace and the sampling decision, and change the span', () => {
    const child = parseTraceparent(childOf(`00-${TRACE}-${SPAN}-01`, random));

    expect(child).toMatchObject({ traceId: TRACE, sampled: true });
    expect(child?.spanId).not.toBe(SPAN);
  });

  it('start a new trace when the parent is invalid', () => {
    expect(parseTraceparent(childOf('nonsense', random))).toMatchObject({ sampled: false });
  });

  it('never make an all-zero id', () => {
    const zero = (count: number) => new Uint8Array(count);

    expect(parseTraceparent(newTraceparent(zero))).toBeDefined();
  });
});

describe('withTrace', () => {
  it('is seen across awaits and not outside', async () => {
    const traceparent = newTraceparent(random);

    const seen = await withTrace(
      traceparent,
      async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return currentTrace();
      },
      'req-1',
    );

    expect(seen).toEqual({ traceparent, requestId: 'req-1' });
    expect(currentTraceparent()).toBeUndefined();
  });
});
