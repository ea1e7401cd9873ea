export { type NycHours, parseNycHours } from './parse-nyc-hours.ts';
export { type OsmHours, type OsmHoursOptions, parseOsmHours } from './parse-osm-hours.ts';
export { type HolidayPlace, holidayWarning, publicHolidays } from './public-holidays.ts';
export { countryOfZone } from './zone-country.ts';
