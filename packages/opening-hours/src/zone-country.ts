// Which country's public holidays a zone keeps, in the names of the IANA database (with its country-wise
// aliases, so that Zagreb is Croatia and not Belgrade). Zones of several countries or none are left out.
const ZONES: Readonly<Record<string, string>> = {
  // Europe
  AD: 'Europe/Andorra',
  AL: 'Europe/Tirane',
  AT: 'Europe/Vienna',
  AX: 'Europe/Mariehamn',
  BA: 'Europe/Sarajevo',
  BE: 'Europe/Brussels',
  BG: 'Europe/Sofia',
  BY: 'Europe/Minsk',
  CH: 'Europe/Zurich',
  CY: 'Asia/Nicosia Europe/Nicosia Asia/Famagusta',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin Europe/Busingen',
  DK: 'Europe/Copenhagen',
  EE: 'Europe/Tallinn',
  ES: 'Europe/Madrid Africa/Ceuta Atlantic/Canary',
  FI: 'Europe/Helsinki',
  FO: 'Atlantic/Faroe',
  FR: 'Europe/Paris',
  GB: 'Europe/London Europe/Belfast',
  GG: 'Europe/Guernsey',
  GI: 'Europe/Gibraltar',
  GR: 'Europe/Athens',
  HR: 'Europe/Zagreb',
  HU: 'Europe/Budapest',
  IE: 'Europe/Dublin',
  IM: 'Europe/Isle_of_Man',
  IS: 'Atlantic/Reykjavik',
  IT: 'Europe/Rome',
  JE: 'Europe/Jersey',
  LI: 'Europe/Vaduz',
  LT: 'Europe/Vilnius',
  LU: 'Europe/Luxembourg',
  LV: 'Europe/Riga',
  MC: 'Europe/Monaco',
  MD: 'Europe/Chisinau',
  ME: 'Europe/Podgorica',
  MK: 'Europe/Skopje',
  MT: 'Europe/Malta',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo Arctic/Longyearbyen',
  PL: 'Europe/Warsaw',
  PT: 'Europe/Lisbon Atlantic/Madeira Atlantic/Azores',
  RO: 'Europe/Bucharest',
  RS: 'Europe/Belgrade',
  RU: 'Europe/Moscow Europe/Kaliningrad Europe/Samara Europe/Volgograd Asia/Yekaterinburg Asia/Omsk',
  SE: 'Europe/Stockholm',
  SI: 'Europe/Ljubljana',
  SK: 'Europe/Bratislava',
  SM: 'Europe/San_Marino',
  TR: 'Europe/Istanbul Asia/Istanbul',
  UA: 'Europe/Kyiv Europe/Kiev',
  VA: 'Europe/Vatican',

  // Americas
  AR:
    'America/Argentina/Buenos_Aires America/Buenos_Aires America/Argentina/Cordoba America/Argentina/Salta ' +
    'America/Argentina/Tucuman America/Argentina/Mendoza America/Argentina/Ushuaia',
  AW: 'America/Aruba',
  BB: 'America/Barbados',
  BO: 'America/La_Paz',
  BR:
    'America/Sao_Paulo America/Bahia America/Belem America/Boa_Vista America/Campo_Grande America/Cuiaba ' +
    'America/Fortaleza America/Maceio America/Manaus America/Noronha America/Porto_Velho America/Recife ' +
    'America/Rio_Branco America/Santarem America/Araguaina',
  BS: 'America/Nassau',
  BZ: 'America/Belize',
  CA:
    'America/Toronto America/Vancouver America/Edmonton America/Winnipeg America/Regina America/Halifax ' +
    'America/St_Johns America/Montreal America/Moncton America/Whitehorse America/Yellowknife ' +
    'America/Iqaluit America/Glace_Bay America/Goose_Bay America/Thunder_Bay America/Dawson_Creek',
  CL: 'America/Santiago America/Punta_Arenas Pacific/Easter',
  CO: 'America/Bogota',
  CR: 'America/Costa_Rica',
  CU: 'America/Havana',
  CW: 'America/Curacao',
  DO: 'America/Santo_Domingo',
  EC: 'America/Guayaquil Pacific/Galapagos',
  GL: 'America/Nuuk America/Godthab America/Scoresbysund America/Danmarkshavn',
  GT: 'America/Guatemala',
  GY: 'America/Guyana',
  HN: 'America/Tegucigalpa',
  HT: 'America/Port-au-Prince',
  JM: 'America/Jamaica',
  MX:
    'America/Mexico_City America/Cancun America/Merida America/Monterrey America/Mazatlan ' +
    'America/Chihuahua America/Ciudad_Juarez America/Hermosillo America/Tijuana America/Matamoros',
  NI: 'America/Managua',
  PA: 'America/Panama',
  PE: 'America/Lima',
  PR: 'America/Puerto_Rico',
  PY: 'America/Asuncion',
  SV: 'America/El_Salvador',
  TT: 'America/Port_of_Spain',
  US:
    'America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix America/Anchorage ' +
    'America/Detroit America/Boise America/Juneau America/Indiana/Indianapolis America/Indianapolis ' +
    'America/Kentucky/Louisville America/Louisville Pacific/Honolulu US/Eastern US/Central US/Mountain ' +
    'US/Pacific US/Alaska US/Hawaii US/Arizona',
  UY: 'America/Montevideo',
  VE: 'America/Caracas',

  // Africa, Asia, Oceania
  AE: 'Asia/Dubai',
  AM: 'Asia/Yerevan',
  AU:
    'Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Perth Australia/Adelaide ' +
    'Australia/Hobart Australia/Darwin Australia/Broken_Hill Australia/Lord_Howe',
  BD: 'Asia/Dhaka',
  CN: 'Asia/Shanghai Asia/Urumqi',
  EG: 'Africa/Cairo',
  ET: 'Africa/Addis_Ababa',
  GE: 'Asia/Tbilisi',
  GH: 'Africa/Accra',
  HK: 'Asia/Hong_Kong',
  ID: 'Asia/Jakarta Asia/Makassar Asia/Jayapura Asia/Pontianak',
  IL: 'Asia/Jerusalem Asia/Tel_Aviv',
  IN: 'Asia/Kolkata Asia/Calcutta',
  JP: 'Asia/Tokyo',
  KE: 'Africa/Nairobi',
  KR: 'Asia/Seoul',
  MA: 'Africa/Casablanca',
  MY: 'Asia/Kuala_Lumpur Asia/Kuching',
  NG: 'Africa/Lagos',
  NZ: 'Pacific/Auckland Pacific/Chatham',
  PH: 'Asia/Manila',
  SG: 'Asia/Singapore',
  TH: 'Asia/Bangkok',
  TN: 'Africa/Tunis',
  TW: 'Asia/Taipei',
  VN: 'Asia/Ho_Chi_Minh Asia/Saigon',
  ZA: 'Africa/Johannesburg',
};

const COUNTRIES: ReadonlyMap<string, string> = new Map(
  Object.entries(ZONES).flatMap(([country, zones]) => zones.split(' ').map((zone) => [zone, country])),
);

/** Every zone of the table. */
export const zonesWithCountry: readonly string[] = [...COUNTRIES.keys()];

/** Country (ISO 3166-1 alpha-2) of an IANA zone name; undefined if the table does not have it. */
export function countryOfZone(timeZone: string): string | undefined {
  return COUNTRIES.get(timeZone);
}
