import { describe, expect, it } from 'vitest';
import { statementsIn } from './document.ts';
import { isAllowed } from './is-allowed.ts';

const QUEUE = 'arn:aws:sqs:eu-central-1:111122223333:one';
const EVENTS = { type: 'Service', id: 'events.amazonaws.com' };
const SEND = { action: 'sqs:SendMessage', resource: QUEUE, principal: EVENTS };

const statements = statementsIn(
  JSON.stringify({
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sqs:Send*',
        Resource: QUEUE,
        Principal: { Service: 'events.amazonaws.com' },
        Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:rule/bus/*' } },
      },
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Principal: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  }),
);

describe('isAllowed', () => {
  const context = { 'aws:SourceArn': 'arn:aws:events:eu-central-1:111122223333:rule/bus/one' };

  it('allows what a statement allows to the one who asks', () => {
    expect(isAllowed(statements, { ...SEND, context })).toBe(true);
    expect(isAllowed(statements, { ...SEND, context, action: 'sqs:ReceiveMessage' })).toBe(false);
    expect(isAllowed(statements, { ...SEND, context, resource: `${QUEUE}-dlq` })).toBe(false);
    expect(
      isAllowed(statements, { ...SEND, context, principal: { type: 'Service', id: 'sns.amazonaws.com' } }),
    ).toBe(false);
  });

  it('refuses where a condition is not met or nothing is said about it', () => {
    expect(
      isAllowed(statements, { ...SEND, context: { 'aws:SourceArn': 'arn:aws:events:x:rule/other/one' } }),
    ).toBe(false);
    expect(isAllowed(statements, SEND)).toBe(false);
  });

  it('refuses what a statement denies, whatever another one allows', () => {
    expect(isAllowed(statements, { ...SEND, context: { ...context, 'aws:SecureTransport': 'false' } })).toBe(
      false,
    );
  });
});
