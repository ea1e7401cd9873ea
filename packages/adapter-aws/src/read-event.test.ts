import { aLot, aMatchRequest } from '@sprk/port-contracts';
import { describe, expect, it } from 'vitest';
import { asRead, readEvent } from './read-event.ts';

const event = aMatchRequest(aLot());

describe('readEvent', () => {
  it('reads an event as it was sent', () => {
    expect(readEvent(JSON.stringify(event))).toEqual({ event });
  });

  it.each([
    ['no JSON', '{', 'The message is not JSON.'],
    ['no object', '7', 'The message is not an event of a known type.'],
    ['null', 'null', 'The message is not an event of a known type.'],
    ['an unknown type', '{"type":"toString"}', 'The message is not an event of a known type.'],
    ['no data', JSON.stringify({ ...event, data: undefined }), 'The event has another shape: / '],
    ['other data', JSON.stringify({ ...event, data: { round: 'x' } }), 'The event has another shape: /data '],
  ])('tells why it is none: %s', (_, text, problem) => {
    expect(readEvent(text)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it('shows what could not be read', () => {
    expect(asRead('{')).toBe('{');
    expect(asRead('{"a":1}')).toEqual({ a: 1 });
    expect(asRead('null')).toBe('null');
  });
});
