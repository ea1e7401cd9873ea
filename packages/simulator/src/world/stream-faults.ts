import type { FaultList, Fields } from './fault-list.ts';
import type { PlaceIds } from './place-faults.ts';

interface Known extends PlaceIds {
  readonly categories: ReadonlySet<string>;
}

/** Faults of lots and answers. */
export function streamFaults(faults: FaultList, world: Fields, known: Known): void {
  const lots = lotFaults(faults, world, known);
  const answers = faults.object('answers', world.answers) ?? {};
  for (const [lot, content] of Object.entries(answers)) {
    if (!lots.has(lot)) faults.add(`answers.${lot}`, 'is about an unknown lot');
    answerFaults(faults, `answers.${lot}`, content, known);
  }
}

function lotFaults(faults: FaultList, world: Fields, known: Known): ReadonlySet<string> {
  const lots = new Set<string>();
  const untilHours = typeof world.days === 'number' ? world.days * 24 : Infinity;
  let before = 0;
  for (const [index, content] of faults.list('lots', world.lots).entries()) {
    const at = `lots[${index}]`;
    const fields = faults.object(at, content);
    if (!fields) continue;
    if (faults.text(`${at}.id`, fields.id)) {
      if (lots.has(fields.id)) faults.add(`${at}.id`, `is taken already: ${fields.id}`);
      lots.add(fields.id);
    }
    if (faults.number(`${at}.at`, fields.at, 0, untilHours)) {
      if (fields.at < before) faults.add(`${at}.at`, 'is earlier than the lot before');
      before = fields.at;
    }
    kindFaults(faults, at, fields, known);
  }
  return lots;
}

function kindFaults(
  faults: FaultList,
  at: string,
  { supplier, category, massKg }: Fields,
  known: Known,
): void {
  if (!known.suppliers.has(String(supplier))) faults.add(`${at}.supplier`, `is unknown: ${supplier}`);
  if (!known.categories.has(String(category))) faults.add(`${at}.category`, `is unknown: ${category}`);
  faults.number(`${at}.massKg`, massKg, 1e-9);
}

function answerFaults(faults: FaultList, at: string, content: unknown, { recipients }: Known): void {
  for (const [recipient, answer] of Object.entries(faults.object(at, content) ?? {})) {
    if (!recipients.has(recipient)) faults.add(`${at}.${recipient}`, 'is an unknown recipient');
    const [probability, accepts] = Array.isArray(answer) ? answer : [];
    const isAnswer = probability >= 0 && probability <= 1 && (accepts === 0 || accepts === 1);
    if (!isAnswer) faults.add(`${at}.${recipient}`, 'must be [chance from 0 to 1, 0 or 1]');
  }
}
