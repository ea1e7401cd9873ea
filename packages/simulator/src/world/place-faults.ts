import type { FaultList, Fields } from './fault-list.ts';

export interface PlaceIds {
  readonly recipients: ReadonlySet<string>;
  readonly suppliers: ReadonlySet<string>;
}

/** Faults of recipients and suppliers. @returns their ids */
export function placeFaults(faults: FaultList, world: Fields, categories: ReadonlySet<string>): PlaceIds {
  const recipients = new Set<string>();
  for (const [index, content] of faults.list('recipients', world.recipients).entries()) {
    const at = `recipients[${index}]`;
    const fields = faults.object(at, content);
    if (!fields) continue;
    identified(faults, at, fields, recipients);
    traitFaults(faults, at, fields, categories);
  }
  if (recipients.size === 0) faults.add('recipients', 'are missing');
  const suppliers = new Set<string>();
  for (const [index, content] of faults.list('suppliers', world.suppliers).entries()) {
    const fields = faults.object(`suppliers[${index}]`, content);
    if (fields) identified(faults, `suppliers[${index}]`, fields, suppliers);
  }
  return { recipients, suppliers };
}

function traitFaults(faults: FaultList, at: string, fields: Fields, categories: ReadonlySet<string>): void {
  // Need and capacity are divided by.
  faults.number(`${at}.need`, fields.need, 1e-9);
  faults.number(`${at}.capacityKg`, fields.capacityKg, 1e-9);
  if (typeof fields.coldStorage !== 'boolean') faults.add(`${at}.coldStorage`, 'must be true or false');
  for (const [k, category] of faults.list(`${at}.categories`, fields.categories).entries()) {
    if (!categories.has(String(category))) faults.add(`${at}.categories[${k}]`, `is unknown: ${category}`);
  }
  for (const [k, open] of faults.list(`${at}.open`, fields.open).entries()) {
    openFaults(faults, `${at}.open[${k}]`, open);
  }
}

function identified(faults: FaultList, at: string, fields: Fields, ids: Set<string>): void {
  if (faults.text(`${at}.id`, fields.id)) {
    if (ids.has(fields.id)) faults.add(`${at}.id`, `is taken already: ${fields.id}`);
    ids.add(fields.id);
  }
  faults.number(`${at}.lat`, fields.lat, -90, 90);
  faults.number(`${at}.lon`, fields.lon, -180, 180);
}

function openFaults(faults: FaultList, at: string, content: unknown): void {
  const [weekday, from, to, ...rest] = faults.list(at, content);
  if (rest.length > 0) faults.add(at, 'must be [weekday, from, to]');
  if (faults.number(`${at}[0]`, weekday, 0, 6) && !Number.isInteger(weekday))
    faults.add(`${at}[0]`, 'must be a weekday');
  const isBounded = faults.number(`${at}[1]`, from, 0, 24) && faults.number(`${at}[2]`, to, 0, 48);
  if (isBounded && Number(from) > Number(to)) faults.add(at, `closes before it opens: ${from} to ${to}`);
}
