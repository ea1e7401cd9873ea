import { EventData, QUEUE_NAMES } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { FLOW, QUEUES, queueNamed, queuesFor } from './flow.ts';

describe('the flow', () => {
  it('says of every event of the contract who makes it, once', () => {
    expect(FLOW).toHaveLength(Object.keys(EventData).length);
    expect(new Set<string>(FLOW.map(({ event }) => event))).toEqual(new Set(Object.keys(EventData)));
  });

  it('knows every queue of the contract', () => {
    expect(QUEUES.map(({ name }) => name)).toEqual([...QUEUE_NAMES]);
    expect(queueNamed('outcomes')).toMatchObject({ consumer: 'cruncher', maxReceives: 5 });
    expect(() => queueNamed('post' as never)).toThrow('Unknown queue: post.');
  });

  it('leads events to the queues that exist', () => {
    expect(queuesFor('oversupply.registered')).toEqual(['match-requests']);
    expect(queuesFor('oversupply.changed')).toEqual([]);
    expect(queuesFor('nothing' as never)).toEqual([]);
    for (const { queues } of FLOW) for (const name of queues) expect(queueNamed(name).name).toBe(name);
  });
});
