import { createFaultList, type FaultList, type Fields } from './fault-list.ts';
import { placeFaults } from './place-faults.ts';
import { streamFaults } from './stream-faults.ts';

const TEMPERATURES = ['ambient', 'chilled'];
const MONDAY = 1;

/** Everything that keeps the content of a file from being a world; empty for a good one. O(size). */
export function worldFaults(content: unknown): string[] {
  const faults = createFaultList();
  const world = faults.object('The file', content);
  if (!world) return faults.found;
  if (world.format !== 'surplus-world/1') faults.add('format', 'must be "surplus-world/1"');
  faults.text('name', world.name);
  firstDayFaults(faults, world.firstDay);
  wholeNumber(faults, 'days', world.days, 1, 3660);
  wholeNumber(faults, 'attempts', world.attempts, 1, 100);
  const categories = categoryFaults(faults, world.categories);
  ruleFaults(faults, world);
  const places = placeFaults(faults, world, categories);
  streamFaults(faults, world, { categories, ...places });
  return faults.found;
}

function firstDayFaults(faults: FaultList, firstDay: unknown): void {
  if (!faults.text('firstDay', firstDay)) return;
  const day = new Date(`${firstDay}T00:00:00Z`);
  const isDate = /^\d{4}-\d\d-\d\d$/.test(firstDay) && !Number.isNaN(day.getTime());
  if (!isDate || day.getUTCDay() !== MONDAY)
    faults.add('firstDay', `must be the date of a Monday, not ${firstDay}`);
}

function categoryFaults(faults: FaultList, content: unknown): ReadonlySet<string> {
  const categories = faults.object('categories', content) ?? {};
  for (const [name, category] of Object.entries(categories)) {
    const fields = faults.object(`categories.${name}`, category);
    if (!fields) continue;
    if (!TEMPERATURES.includes(String(fields.temperature))) {
      faults.add(`categories.${name}.temperature`, `must be one of ${TEMPERATURES.join(', ')}`);
    }
    faults.number(`categories.${name}.lifeHours`, fields.lifeHours, 0);
  }
  return new Set(Object.keys(categories));
}

function ruleFaults(faults: FaultList, world: Fields): void {
  const travel = faults.object('travel', world.travel);
  if (travel) {
    faults.number('travel.kmFactor', travel.kmFactor, 0);
    faults.number('travel.kmPerHour', travel.kmPerHour, 0.001);
    faults.number('travel.readyHours', travel.readyHours, 0);
    faults.number('travel.maxKm', travel.maxKm, 0);
    wholeNumber(faults, 'travel.slotSearchDays', travel.slotSearchDays, 1, 366);
  }
  const value = faults.object('value', world.value);
  if (!value) return;
  faults.number('value.needWeight', value.needWeight, 0, 1);
  faults.number('value.kmCostKg', value.kmCostKg, 0);
}

function wholeNumber(faults: FaultList, at: string, content: unknown, low: number, high: number): void {
  if (faults.number(at, content, low, high) && !Number.isInteger(content))
    faults.add(at, 'must be a whole number');
}
