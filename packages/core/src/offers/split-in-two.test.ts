import type { Candidate } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { aCandidate, aLot, aRecipient, aRecommendation, around, context } from '../_fixtures.ts';
import { effectsOf } from './_flow.ts';
import { applyRecommendation } from './apply-recommendation.ts';
import type { Step } from './step.ts';

const recipients = [aRecipient('a', { capacityKg: 40 }), aRecipient('b', { capacityKg: 50 })];
const part = (id: string, massKg: number) => aCandidate(id, { massKg });

function offered(candidates: readonly Candidate[], registration = {}): Step {
  const lot = aLot({ registration: { massKg: 60, divisible: true, minPartKg: 5, ...registration } });
  const step = applyRecommendation(lot, aRecommendation(candidates), around(recipients), context());
  if (!step) throw new Error('Nothing happened.');
  return step;
}

describe('a divisible lot that nobody takes whole', () => {
  it('is split over two at once: one is asked, and the rest is matched as a lot of its own', () => {
    const step = offered([part('a', 40), part('b', 50)]);
    const { lot, children, events } = step.toChange();

    expect(lot).toMatchObject({ status: 'offered', remainingKg: 40 });
    expect(children).toMatchObject([
      { status: 'matching', registration: { massKg: 20, parentId: lot.id }, refusedBy: ['a'] },
    ]);
    expect(lot.measures).toMatchObject([{ kind: 'split', cause: 'capacity', oversupplyId: children[0]?.id }]);
    expect(events.at(-1)).toMatchObject({ type: 'oversupply.registered', data: { excluded: ['a'] } });
    expect(effectsOf(step)).toEqual(['a 40 kg', 'a 1 open']);
  });

  it('stays whole while somebody left could take all of it', () => {
    const { lot, children } = offered([part('a', 40), part('b', 60)]).toChange();

    expect([children.length, lot.remainingKg, lot.measures]).toEqual([0, undefined, undefined]);
  });

  it('is not split when no second one could take all the rest', () => {
    expect(offered([part('a', 40)]).toChange().children).toEqual([]);
    expect(offered([part('a', 40), part('b', 19)]).toChange().children).toEqual([]);
    expect(offered([part('a', 40), part('ghost', 50)]).toChange().children).toEqual([]);
  });

  it('leaves no part below the smallest that the supplier gives', () => {
    const { lot, children } = offered([part('a', 40), part('b', 37)], { massKg: 42 }).toChange();

    expect(lot.offers[0]?.massKg).toBe(37);
    expect(children[0]?.registration).toMatchObject({ massKg: 5, minPartKg: 5 });
  });
});
