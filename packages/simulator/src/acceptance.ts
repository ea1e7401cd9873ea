import type { OversupplyInput, Recipient } from '@sprk/contracts';
import { localDate, localMinute, weekdayOf } from '@sprk/core';
import { sigmoid } from '@sprk/numerics';
import { normalFrom } from './draw.ts';
import { hashUnit } from './seeded-random.ts';

/** What the model knows of a recipient: `externalId`, where there is one, keeps its tastes across stores. */
export type AcceptingRecipient = Pick<Recipient, 'id' | 'capacityKg' | 'timeZone'> & {
  readonly externalId?: string;
};
export type AcceptableLot = Pick<OversupplyInput, 'category' | 'massKg'>;

/** @param now ms since the epoch. @returns probability of a yes, in 0.02..0.98. */
export type Acceptance = (
  recipient: AcceptingRecipient,
  lot: AcceptableLot,
  distanceKm: number,
  now: number,
) => number;

const DAYPARTS = 4;

/**
 * Modelled acceptance: nobody's real answers. Each recipient has its own willingness, taste per category,
 * patience with distance, and better and worse weekdays and dayparts, all fixed by the seed and its id, so
 * that a learner has something to find; large lots are refused more often. About six in ten offers are
 * accepted.
 */
export function createAcceptance(seed: number): Acceptance {
  const trait = (key: string, name: string) =>
    normalFrom(hashUnit(seed, `${key}|${name}|a`), hashUnit(seed, `${key}|${name}|b`));
  return (recipient, lot, distanceKm, now) => {
    const key = recipient.externalId ?? recipient.id;
    const weekday = weekdayOf(localDate(now, recipient.timeZone));
    const daypart = Math.floor((localMinute(now, recipient.timeZone) * DAYPARTS) / 1440);
    const kmPenalty = 0.12 * Math.exp(0.4 * trait(key, 'km'));
    const load = Math.min(2, lot.massKg / recipient.capacityKg);
    const score =
      1.3 +
      0.9 * trait(key, 'willingness') +
      0.9 * trait(key, lot.category) +
      0.4 * trait(key, `weekday ${weekday}`) +
      0.5 * trait(key, `daypart ${daypart}`) -
      kmPenalty * distanceKm -
      1.5 * load;
    return Math.min(0.98, Math.max(0.02, sigmoid(score)));
  };
}

export type ResponseMinutes = (recipient: AcceptingRecipient, random: { next(): number }) => number;

/**
 * Modelled minutes until a recipient answers: log-normal about its own pace (median 2 to 12 minutes, by its
 * id). One answer in fifty takes ten times as long, as for somebody who was away.
 */
export function createResponseMinutes(seed: number): ResponseMinutes {
  return (recipient, random) => {
    const key = recipient.externalId ?? recipient.id;
    const medianMinutes = 2 + 10 * hashUnit(seed, `${key}|pace`);
    const minutes = medianMinutes * Math.exp(0.7 * normalFrom(random.next(), random.next()));
    return random.next() < 0.02 ? minutes * 10 : minutes;
  };
}
