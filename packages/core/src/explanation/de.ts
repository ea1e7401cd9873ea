import { DE_WORDS } from './de-words.ts';
import type { Phrases } from './phrases.ts';
import { wordingTools } from './wording-tools.ts';

const { number, percent, time, weekday, weekdayAt, date, list } = wordingTools('de', [
  'Montag',
  'Dienstag',
  'Mittwoch',
  'Donnerstag',
  'Freitag',
  'Samstag',
  'Sonntag',
]);
const { categories, temperatures, allergens } = DE_WORDS;
const OFTEN = { usually: 'meist', sometimes: 'manchmal', seldom: 'selten' };

export const DE: Phrases = {
  ...DE_WORDS,
  facts: {
    distance: ({ distanceKm }) => `${number(distanceKm)} km entfernt`,
    always_open: () => 'jederzeit geöffnet',
    open_until: ({ untilAt, timeZone }) => `geöffnet bis ${time(untilAt, timeZone)} Uhr`,
    open_later: ({ fromAt, untilAt, timeZone }) =>
      `am ${weekdayAt(fromAt, timeZone)} von ${time(fromAt, timeZone)} bis ${time(untilAt, timeZone)} Uhr geöffnet`,
    storage: ({ temperature }) => `nimmt ${temperatures[temperature]} Ware`,
    part: ({ massKg, wholeKg }) => `Platz für ${number(massKg)} von ${number(wholeKg)} kg`,
    last_delivery: ({ days }) =>
      days === 1 ? '1 Tag seit der letzten Lieferung' : `${days} Tage seit der letzten Lieferung`,
    no_delivery: () => 'keine Lieferung in den letzten 12 Wochen',
    usual_answer: ({ often, category }) => `sagt zu ${categories[category]} ${OFTEN[often]} Ja`,
    need: ({ compared }) =>
      compared === 'more' ? 'größerer Bedarf als die meisten' : 'geringerer Bedarf als die meisten',
    received: ({ compared }) =>
      compared === 'more' ? 'bekam zuletzt mehr als die meisten' : 'bekam zuletzt weniger als die meisten',
  },
  changes: {
    be_active: () => 'wieder teilnehmen (zurzeit inaktiv)',
    be_verified: () => 'von der Leitstelle geprüft werden',
    accept_category: ({ category }) => `Angebote von ${categories[category]} annehmen`,
    accept_allergens: ({ allergens: these }) =>
      `Ware mit ${list(these.map((allergen) => allergens[allergen]))} annehmen`,
    have_storage: ({ temperature }) => `Lagerplatz für ${temperatures[temperature]} Ware haben`,
    arrive_by_date: ({ date: on }) =>
      `so früh öffnen, dass die Ware bis zum Verbrauchsdatum (${date(on)}) ankommt`,
    accept_best_before_passed: () => 'Ware mit überschrittenem Mindesthaltbarkeitsdatum annehmen',
    reach_farther: ({ distanceKm, insteadOfKm }) =>
      `eine Höchstentfernung von ${number(Math.ceil(distanceKm * 10) / 10)} km statt ${number(insteadOfKm)} km`,
    collect_until: ({ untilAt, insteadOfAt, timeZone }) =>
      `Abholung bis ${weekdayAt(untilAt, timeZone)}, ${time(untilAt, timeZone)} Uhr statt bis ` +
      `${weekdayAt(insteadOfAt, timeZone)}, ${time(insteadOfAt, timeZone)} Uhr`,
    be_open: ({ fromAt, untilAt, timeZone }) =>
      `irgendwann zwischen ${weekdayAt(fromAt, timeZone)}, ${time(fromAt, timeZone)} Uhr und ` +
      `${weekdayAt(untilAt, timeZone)}, ${time(untilAt, timeZone)} Uhr geöffnet sein`,
    more_room: ({ massKg, date: on }) => `${number(massKg)} kg mehr Platz am ${weekday(on)}`,
    divide: ({ massKg }) => `die Ware teilen: Platz ist für ${number(massKg)} kg`,
    nothing_after_no: () => 'nichts: wer zu einer Ware geantwortet hat, wird nicht noch einmal gefragt',
    fewer_open_offers: ({ fewer }) =>
      fewer === 1
        ? 'zuerst eines der offenen Angebote beantworten'
        : `zuerst ${fewer} der offenen Angebote beantworten`,
    nothing_any_more: () => 'nichts mehr: das hat sich inzwischen geändert',
  },
  levers: {
    distance: ({ fartherKm, nearerKm }) =>
      `${number(fartherKm)} km weiter entfernt als die erste Wahl; ` +
      (nearerKm === undefined
        ? 'auch nebenan käme die Stelle nicht zuerst.'
        : `${number(nearerKm)} km näher käme die Stelle zuerst.`),
    need: ({ neededPercent }) =>
      Number.isFinite(neededPercent)
        ? `Der Bedarf zählt weniger als bei der ersten Wahl; er müsste ${number(neededPercent, 0)} % größer sein.`
        : 'Der Bedarf zählt weniger als bei der ersten Wahl.',
    fairness: () => 'Bekam zuletzt, gemessen an Größe und Bedarf, mehr als die erste Wahl.',
    room: () => 'Der Platz wird für andere Ware dringender gebraucht als bei der ersten Wahl.',
    mass: ({ massKg, otherKg }) =>
      `Platz ist für ${number(massKg)} kg, bei der ersten Wahl für ${number(otherKg)} kg.`,
    acceptance: ({ probability, otherProbability }) =>
      `Ein Ja ist weniger wahrscheinlich: ${percent(probability)}, bei der ersten Wahl ${percent(otherProbability)}.`,
    trip: ({ nearerKm }) =>
      `Der Weg ist für diese Ware zu weit; er müsste ${number(nearerKm)} km kürzer sein.`,
  },
  measures: {
    split: () => 'Niemand hatte Platz für alles, darum wurde auf zwei Stellen aufgeteilt.',
    widened: (km) => `Die Suche wurde auf ${number(km ?? 0)} km erweitert.`,
    hub: () => 'Es fand sich niemand, darum wurde das Verteilzentrum gefragt.',
    operator: () => 'Die Leitstelle muss sich kümmern.',
  },
  candidate: (place) => `Nummer ${place} in der Reihenfolge der Anfragen.`,
  eligible: 'Könnte diese Ware nehmen, aber andere kommen zuerst.',
  chosenByMatching: 'Sie werden gefragt, weil es passt:',
  chosenByOperator: 'Die Leitstelle hat Sie für diese Ware ausgewählt.',
  chosenAsHub: 'Für diese Ware fand sich sonst niemand, darum wird sie Ihnen als Verteilzentrum angeboten.',
  orderedByVotes: (votes) => `Die Reihenfolge folgt den Stimmen von ${votes} Beteiligten.`,
};
