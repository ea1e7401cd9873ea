import { AppError } from '@sprk/core/shared/errors';
import { describe, expect, it } from 'vitest';
import { anOutcome, aState, learned, modelHash, outcomeEvent, setUp } from './_util.ts';
import { type ConsumeDeps, consumeOutcomes } from './consume-outcomes.ts';

const never = new AbortController().signal;
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

async function receive(deps: ConsumeDeps) {
  return await deps.queues.receive('outcomes', { max: 100, leaseSeconds: 60, waitMs: 0 });
}

describe('consumeOutcomes', () => {
  it('appends, learns and acknowledges in the order of the log', async () => {
    const { deps, send, depth, state } = await setUp();
    const learning = aState();
    send(...numbers(30).map((n) => outcomeEvent(n)));

    await consumeOutcomes(deps, learning, await receive(deps), never);

    expect(state.outcomes).toEqual(numbers(30).map((n) => anOutcome(n)));
    expect(learning.learner).toMatchObject({ position: 30, labelled: 30 });
    expect(modelHash(learning.learner)).toBe(modelHash(learned(30)));
    expect(await depth()).toMatchObject({ ready: 0, leased: 0, dead: 0 });
  });

  it('counts an outcome once, however often it is delivered', async () => {
    const { deps, send } = await setUp();
    const learning = aState();
    send(outcomeEvent(0), outcomeEvent(1), { ...outcomeEvent(0), id: 'evt-again' });
    await consumeOutcomes(deps, learning, await receive(deps), never);
    send({ ...outcomeEvent(1), id: 'evt-later' });

    await consumeOutcomes(deps, learning, await receive(deps), never);

    expect(learning.learner).toMatchObject({ position: 2, labelled: 2 });
    expect(modelHash(learning.learner)).toBe(modelHash(learned(2)));
  });

  it('reads from the log what another cruncher appended in between', async () => {
    const { deps, send, ports } = await setUp();
    const learning = aState();
    await ports.outcomes.append(numbers(5).map((n) => anOutcome(n)));
    send(outcomeEvent(3), outcomeEvent(5));

    await consumeOutcomes(deps, learning, await receive(deps), never);

    expect(learning.learner.position).toBe(6);
    expect(modelHash(learning.learner)).toBe(modelHash(learned(6)));
  });

  it('learns from the log when the answer to its append was lost', async () => {
    const { deps, send, clock } = await setUp();
    const learning = aState();
    let losses = 1;
    const outcomes: ConsumeDeps['outcomes'] = {
      ...deps.outcomes,
      async append(given) {
        const result = await deps.outcomes.append(given);
        losses -= 1;
        if (losses >= 0) throw new AppError('upstream_failed');
        return result;
      },
    };
    send(...numbers(4).map((n) => outcomeEvent(n)));

    const work = consumeOutcomes({ ...deps, outcomes }, learning, await receive(deps), never);
    await clock.advance(1000);
    await work;

    expect(learning.learner.position).toBe(4);
    expect(modelHash(learning.learner)).toBe(modelHash(learned(4)));
  });

  it('sets poison aside with its reason and learns the others', async () => {
    const { deps, send, ports } = await setUp();
    const learning = aState();
    const giant = anOutcome(9, { features: [[0, 1e300]] });
    send(outcomeEvent(7, { kind: 'accepted' }), outcomeEvent(0), outcomeEvent(9, giant), outcomeEvent(1));

    await consumeOutcomes(deps, learning, await receive(deps), never);

    const { items } = await ports.queues.listDeadLetters({ limit: 10 });
    expect(items.map(({ reason }) => reason)).toEqual([
      'The outcome is not valid: feature 0 is 1e+300.',
      expect.stringContaining('must have required properties'),
    ]);
    expect(modelHash(learning.learner)).toBe(modelHash(learned(2)));
  });

  it('isolates an outcome that the log refuses', async () => {
    const { deps, send, ports } = await setUp();
    const learning = aState();
    const outcomes: ConsumeDeps['outcomes'] = {
      ...deps.outcomes,
      async append(given) {
        if (given.some(({ massKg }) => massKg === 13)) throw new AppError('validation_failed');
        return await deps.outcomes.append(given);
      },
    };
    send(outcomeEvent(0), outcomeEvent(8, anOutcome(8, { massKg: 13 })), outcomeEvent(1));

    await consumeOutcomes({ ...deps, outcomes }, learning, await receive(deps), never);

    expect(modelHash(learning.learner)).toBe(modelHash(learned(2)));
    expect((await ports.queues.listDeadLetters({ limit: 10 })).items).toHaveLength(1);
  });

  it('learns nothing and loses nothing while the store is away', async () => {
    const { deps, send, clock } = await setUp();
    const learning = aState();
    const append = () => Promise.reject(new AppError('upstream_failed'));
    send(outcomeEvent(0));

    const work = consumeOutcomes(
      { ...deps, outcomes: { ...deps.outcomes, append } },
      learning,
      await receive(deps),
      never,
    );
    const failed = expect(work).rejects.toThrow(AppError);
    await clock.advance(45_000);
    await failed;
    await clock.advance(61_000);

    expect(learning.learner.position).toBe(0);
    expect(await receive(deps)).toMatchObject([{ receiveCount: 2 }]);
  });
});
