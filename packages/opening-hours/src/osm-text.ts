import OpeningHours from 'opening_hours';

/** Hours the library could read, in its normal spelling, cut into rules. */
export type OsmText = {
  /** As given. */
  readonly text: string;
  /** In the library's normal spelling; `rules` and the separators between them make it up. */
  readonly normal: string;
  readonly rules: readonly OsmRule[];
  readonly warnings: readonly { readonly type: string; readonly message: string }[];
};

export type OsmRule = {
  readonly text: string;
  /** Joined to the rules before it (a comma) rather than replacing them on its days. */
  readonly isAdded: boolean;
};

// The library wants a place to know public holidays by. Which dates they are does not matter here (the dates
// come from `publicHolidays`), only that the reference days are none.
const PLACE = { lat: 52.5, lon: 13.4, address: { country_code: 'de', state: 'Berlin' } };

// Hours are spans of time; its other modes also read single points in time.
const TIME_RANGES = 0;

/** The library's reader for hours as time ranges; throws a string if it cannot read them. */
export function openOsm(text: string): OpeningHours {
  return new OpeningHours(text, PLACE, TIME_RANGES);
}

/** Reads hours in OpenStreetMap syntax, or says where it cannot. */
export function readOsmText(text: string): OsmText | { readonly message: string } {
  try {
    const reader = openOsm(text);
    const normal = reader.prettifyValue();
    return { text, normal, rules: rulesOf(reader, normal), warnings: reader.getStructuredWarnings() };
  } catch (error) {
    if (typeof error === 'string') return { message: plainMessage(text, error) };
    throw error;
  }
}

function rulesOf(reader: OpeningHours, normal: string): OsmRule[] {
  const rules: OsmRule[] = [];
  for (let at = 0; at < normal.length; ) {
    const rule = reader.prettifyValue({ rule_index: rules.length });
    const start = normal.indexOf(rule, at);
    if (rule === '' || start < 0) throw new Error(`Rules do not make up the hours: ${normal}`);
    rules.push({ text: rule, isAdded: normal.slice(at, start).trim() === ',' });
    at = start + rule.length;
  }
  return rules;
}

// "Mo-Fr 08:00-18:0x <--- (Unexpected token: ...)": what was read, why no further, then perhaps warnings.
function plainMessage(text: string, error: string): string {
  const [read = '', bracketed] = error.split(' <--- ');
  if (bracketed === undefined || !text.startsWith(read)) return 'Cannot be read as opening hours.';
  const reason = bracketed.slice(1, bracketed.lastIndexOf(')'));
  return `Cannot be read near character ${read.length}, at the end of "${read.slice(-20)}": ${reason}`;
}
