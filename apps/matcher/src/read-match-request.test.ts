import { describe, expect, it } from 'vitest';
import { aMatchRequest, requestEvent, START } from './_util.ts';
import { readMatchRequest } from './read-match-request.ts';

const delivery = { receipt: 'r', receiveCount: 2 };

describe('readMatchRequest', () => {
  it('reads the request with its time and trace', () => {
    const event = requestEvent(1);

    expect(readMatchRequest({ ...delivery, event })).toEqual({
      ...delivery,
      request: aMatchRequest(1),
      eventAt: Date.parse(START),
      traceparent: 'traceparent' in event ? event.traceparent : undefined,
    });
  });

  it('does without a time and without a usable trace', () => {
    const event = { ...requestEvent(1), time: 'soon', traceparent: 'x'.repeat(65) };

    expect(readMatchRequest({ ...delivery, event })).toMatchObject({
      eventAt: undefined,
      traceparent: undefined,
    });
  });

  it.each([
    [undefined, 'not an object'],
    ['text', 'not an object'],
    [{ ...requestEvent(1), type: 'offer.made' }, 'not a match request: offer.made'],
    [requestEvent(1, { ...aMatchRequest(1), round: 0 }), '/round'],
    [requestEvent(1, aMatchRequest(1, { massKg: -1 })), '/registration/massKg'],
  ])('says what is wrong with %j', (event, problem) => {
    expect(readMatchRequest({ ...delivery, event })).toEqual({ problem: expect.stringContaining(problem) });
  });
});
