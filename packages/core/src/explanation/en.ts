import { EN_WORDS } from './en-words.ts';
import type { Phrases } from './phrases.ts';
import { wordingTools } from './wording-tools.ts';

const { number, percent, time, weekday, weekdayAt, date, list } = wordingTools('en-GB', [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
]);
const { categories, temperatures, allergens } = EN_WORDS;

export const EN: Phrases = {
  ...EN_WORDS,
  facts: {
    distance: ({ distanceKm }) => `${number(distanceKm)} km away`,
    always_open: () => 'open at any hour',
    open_until: ({ untilAt, timeZone }) => `open until ${time(untilAt, timeZone)}`,
    open_later: ({ fromAt, untilAt, timeZone }) =>
      `open on ${weekdayAt(fromAt, timeZone)} from ${time(fromAt, timeZone)} to ${time(untilAt, timeZone)}`,
    storage: ({ temperature }) => `takes ${temperatures[temperature]} food`,
    part: ({ massKg, wholeKg }) => `has room for ${number(massKg)} of ${number(wholeKg)} kg`,
    last_delivery: ({ days }) =>
      days === 1 ? '1 day since the last delivery' : `${days} days since the last delivery`,
    no_delivery: () => 'no delivery in the last 12 weeks',
    usual_answer: ({ often, category }) =>
      often === 'sometimes'
        ? `says yes to ${categories[category]} now and then`
        : `${often} says yes to ${categories[category]}`,
    need: ({ compared }) => (compared === 'more' ? 'greater need than most' : 'less need than most'),
    received: ({ compared }) =>
      compared === 'more' ? 'received more than most lately' : 'received less than most lately',
  },
  changes: {
    be_active: () => 'take part again (it is set to inactive)',
    be_verified: () => 'be verified by an operator',
    accept_category: ({ category }) => `accept ${categories[category]}`,
    accept_allergens: ({ allergens: these }) =>
      `accept food with ${list(these.map((allergen) => allergens[allergen]))}`,
    have_storage: ({ temperature }) => `have storage for ${temperatures[temperature]} food`,
    arrive_by_date: ({ date: on }) => `be open early enough to get it by ${date(on)}, its use-by date`,
    accept_best_before_passed: () => 'accept food whose best-before date has passed',
    reach_farther: ({ distanceKm, insteadOfKm }) =>
      `a distance limit of ${number(Math.ceil(distanceKm * 10) / 10)} km instead of ${number(insteadOfKm)} km`,
    collect_until: ({ untilAt, insteadOfAt, timeZone }) =>
      `collection until ${weekdayAt(untilAt, timeZone)} ${time(untilAt, timeZone)} instead of ` +
      `${weekdayAt(insteadOfAt, timeZone)} ${time(insteadOfAt, timeZone)}`,
    be_open: ({ fromAt, untilAt, timeZone }) =>
      `be open at some time from ${weekdayAt(fromAt, timeZone)} ${time(fromAt, timeZone)} to ` +
      `${weekdayAt(untilAt, timeZone)} ${time(untilAt, timeZone)}`,
    more_room: ({ massKg, date: on }) => `${number(massKg)} kg more room on ${weekday(on)}`,
    divide: ({ massKg }) => `divide the lot: there is room for ${number(massKg)} kg`,
    nothing_after_no: () => 'nothing: who has answered for a lot is not asked again',
    fewer_open_offers: ({ fewer }) =>
      fewer === 1 ? 'answer one of the open offers first' : `answer ${fewer} of the open offers first`,
    nothing_any_more: () => 'nothing any more: this has changed since',
  },
  levers: {
    distance: ({ fartherKm, nearerKm }) =>
      `It is ${number(fartherKm)} km farther away than the first choice; ` +
      (nearerKm === undefined
        ? 'even next door it would not come first.'
        : `${number(nearerKm)} km nearer it would come first.`),
    need: ({ neededPercent }) =>
      Number.isFinite(neededPercent)
        ? `Its need counts for less than that of the first choice; it would have to be ${number(neededPercent, 0)} % greater.`
        : 'Its need counts for less than that of the first choice.',
    fairness: () => 'It received more lately, for its size and need, than the first choice.',
    room: () => 'Its room will be needed for other lots more than that of the first choice.',
    mass: ({ massKg, otherKg }) =>
      `It has room for ${number(massKg)} kg, the first choice for ${number(otherKg)} kg.`,
    acceptance: ({ probability, otherProbability }) =>
      `It is less likely to say yes: ${percent(probability)}, the first choice ${percent(otherProbability)}.`,
    trip: ({ nearerKm }) =>
      `The way is too long for this food; it would have to be ${number(nearerKm)} km nearer.`,
  },
  measures: {
    split: () => 'Nobody had room for all of it, so it was split over two recipients.',
    widened: (km) => `The search was widened to ${number(km ?? 0)} km.`,
    hub: () => 'Nobody was found, so the hub was asked.',
    operator: () => 'It was left to the operator.',
  },
  candidate: (place) => `Number ${place} in the order of asking.`,
  eligible: 'It could take this lot, but others come first.',
  chosenByMatching: 'You are asked because you fit this lot:',
  chosenByOperator: 'An operator chose you for this lot.',
  chosenAsHub: 'Nobody else was found for this lot, so it is offered to you as the hub.',
  orderedByVotes: (votes) => `The order follows the votes of ${votes} stakeholders.`,
};
