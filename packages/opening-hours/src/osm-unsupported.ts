import type { OsmText } from './osm-text.ts';

const WEEKDAY = '(?:Mo|Tu|We|Th|Fr|Sa|Su)';

// What a weekly schedule with public holidays cannot say, in the library's normal spelling.
const FEATURES: readonly (readonly [RegExp, string])[] = [
  [/"[^"]*"/, 'comments'],
  [/\bunknown\b/, 'hours that are only possible'],
  [/\b(?:sunrise|sunset|dawn|dusk)\b/, 'times by the sun'],
  [/\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/, 'months and dates'],
  [/\b(?:19|20)\d\d\b(?!:)/, 'years'],
  [/\bweek\b/, 'weeks of the year'],
  [/\beaster\b/, 'days counted from Easter'],
  [/\bSH\b/, 'school holidays'],
  [/[+-]\d+ days?\b/, 'days counted from another day'],
  [/\d\d:\d\d(?:-\d\d:\d\d)?\+/, 'open ends'],
  [new RegExp(`PH ${WEEKDAY}|[a-z\\]] PH`), 'public holidays on certain weekdays only'],
];

const REFUSED_WARNINGS: Readonly<Record<string, string>> = {
  use_multi: 'days or times written twice in one rule; separate rules by ";"',
  ambiguous_word: 'a word with more than one meaning',
  vague: 'days without times',
  interpreted_as_year: 'a number that could be a year or a time',
};

const OVERNIGHT_MESSAGE = 'closed times together with hours past midnight';

/** Why hours the library can read cannot be a weekly schedule; undefined if nothing stands against it. */
export function unsupportedIn(hours: OsmText): string | undefined {
  for (const [pattern, name] of FEATURES) {
    const found = pattern.exec(hours.normal)?.[0];
    if (found !== undefined) return `Not supported: ${name} (${place(hours.text, found)}).`;
  }
  for (const { type } of hours.warnings) {
    const name = REFUSED_WARNINGS[type];
    if (name !== undefined) return `Not clear enough to read: ${name}.`;
  }
  const timedOff = hours.rules.find(({ text }) => /\d (?:off|closed)$/.test(text));
  const overnight = hours.rules.find(({ text }) => spillMinutes(text) > 0);
  if (timedOff && overnight)
    return `Not supported: ${OVERNIGHT_MESSAGE} (${place(hours.text, timedOff.text)}).`;
  return undefined;
}

const RANGE = /(\d\d):(\d\d)-(\d\d):(\d\d)/g;

/** Minutes after midnight that the ranges of a rule run on for, 0 if none does. */
export function spillMinutes(rule: string): number {
  let most = 0;
  for (const [, fromHour, fromMinute, toHour, toMinute] of rule.matchAll(RANGE)) {
    const from = Number(fromHour) * 60 + Number(fromMinute);
    const to = Number(toHour) * 60 + Number(toMinute);
    most = Math.max(most, to <= from ? to : to - 1440);
  }
  return most;
}

/** The same rules with every range that runs past midnight ended at 24:00. */
export function endAtMidnight(rules: string): string {
  return rules.replaceAll(RANGE, (range) =>
    spillMinutes(range) > 0 || range.endsWith('-00:00') ? `${range.slice(0, 5)}-24:00` : range,
  );
}

function place(text: string, found: string): string {
  const at = text.toLowerCase().indexOf(found.toLowerCase());
  return at < 0 ? `read as ${quote(found)}` : `${quote(found)} at character ${at + 1}`;
}

function quote(found: string): string {
  return found.startsWith('"') ? found : `"${found}"`;
}
