import type { BlockReason, Language, OfferStatus, RecipientExplanation } from '@sprk/contracts';
import type { Change } from './change.ts';
import { changesFor } from './changes-for.ts';
import { assessCase, type ExplainedCase } from './explained-case.ts';
import { type Fact, isPublic } from './fact.ts';
import { factsOf } from './facts-of.ts';
import { type Lever, strongestLever, tripLever } from './lever.ts';
import { phrasesIn, sentence, word } from './phrases.ts';
import { worthOf } from './worth-of.ts';

/** How a recipient stands with a lot, and with whom it is compared. */
export interface Standing {
  /** Of its newest offer. */
  readonly asked?: OfferStatus | undefined;
  /** 1, 2, … in the cascade. */
  readonly place?: number | undefined;
  /** As matching gave them. */
  readonly reasons?: readonly BlockReason[] | undefined;
  /** The first choice, if that is somebody else. */
  readonly first?: ExplainedCase | undefined;
}

/** All there is to say about one recipient and one lot. */
export function explainRecipient(
  one: ExplainedCase,
  standing: Standing,
  language: Language,
): RecipientExplanation {
  const phrases = phrasesIn(language);
  const reasons = reasonsOf(one, standing);
  const facts = factsOf(one).map((fact) => ({ code: fact.code, text: word<Fact>(phrases.facts, fact) }));
  const lever = reasons.length > 0 || standing.place === 1 ? undefined : leverOf(one, standing);
  const changes = distinct(reasons.flatMap((reason) => changesFor(reason, one))).map((change) => {
    return { code: change.code, text: word<Change>(phrases.changes, change) };
  });
  const behind = lever && { code: lever.code, text: word<Lever>(phrases.levers, lever) };
  return {
    recipientId: one.recipient.id,
    name: one.recipient.name,
    standing: nameOf(standing, reasons),
    text: [headOf(), sentence(facts.map(({ text }) => text)), behind?.text]
      .filter((text) => text !== undefined && text !== '')
      .join(' '),
    facts,
    reasons: reasons.map((code) => ({ code, text: phrases.reasons[code] })),
    changes: behind ? [...changes, behind] : changes,
  };

  function headOf(): string {
    if (standing.asked) return phrases.asked[standing.asked];
    if (reasons.length > 0) return reasons.map((reason) => phrases.reasons[reason]).join(' ');
    return standing.place === undefined ? phrases.eligible : phrases.candidate(standing.place);
  }
}

/** What of an explanation a supplier may see: nothing that only the recipient and the operators know. */
export function explainToSupplier(
  one: ExplainedCase,
  { asked, place }: Standing,
  language: Language,
): RecipientExplanation {
  const phrases = phrasesIn(language);
  const facts = factsOf(one)
    .filter(isPublic)
    .map((fact) => ({ code: fact.code, text: word<Fact>(phrases.facts, fact) }));
  const head = asked ? phrases.asked[asked] : phrases.candidate(place ?? 1);
  return {
    recipientId: one.recipient.id,
    standing: asked ? 'asked' : 'candidate',
    text: `${head} ${sentence(facts.map(({ text }) => text))}`,
    facts,
    reasons: [],
    changes: [],
  };
}

function nameOf(
  { asked, place }: Standing,
  reasons: readonly BlockReason[],
): RecipientExplanation['standing'] {
  if (asked) return 'asked';
  if (reasons.length > 0) return 'blocked';
  return place === undefined ? 'eligible' : 'candidate';
}

function reasonsOf(one: ExplainedCase, { asked, place, reasons }: Standing): readonly BlockReason[] {
  if (reasons) return reasons;
  if (asked || place !== undefined) return [];
  const assessment = assessCase(one);
  return assessment.kind === 'blocked' ? assessment.reasons : [];
}

function leverOf(one: ExplainedCase, { asked, first }: Standing): Lever | undefined {
  const own = worthOf(one);
  if (!own || asked) return undefined;
  const trip = tripLever(own, one.policy);
  const other = first && worthOf(first);
  return trip ?? (other && strongestLever(own, other, one.policy));
}

/** Two reasons may ask for the same, such as collection until later. */
function distinct(changes: readonly Change[]): Change[] {
  return changes.filter((change, index) => changes.findIndex(({ code }) => code === change.code) === index);
}
