import { haversineKm } from '@sprk/numerics';
import type { World, WorldLot, WorldRecipient } from '../world/world.ts';
import type { Decision, OfferAnswer } from './decision.ts';
import { openScoreSheet, type Score, type ScoreSheet, total } from './score-sheet.ts';

/**
 * Referee of a decision log: holds it against every rule of the world and adds up its value. Shares no code with the
 * replay, so that a mistake there shows here.
 */
export function checkDecisions(world: World, decisions: readonly Decision[]): Score {
  const sheet = openScoreSheet(world);
  if (decisions.length !== world.lots.length) {
    sheet.broken.push(`The log has ${decisions.length} lots, the world ${world.lots.length}.`);
  }
  for (const [position, decision] of decisions.entries()) {
    const lot = world.lots[position];
    if (lot?.id === decision.lot) checkLot(sheet, lot, decision.offers);
    else sheet.broken.push(`Line ${position + 1} is about ${decision.lot}, not ${lot?.id ?? 'nothing'}.`);
  }
  return total(sheet);
}

function checkLot(sheet: ScoreSheet, lot: WorldLot, offers: Decision['offers']): void {
  const { world, broken } = sheet;
  if (offers.length > world.attempts) broken.push(`${lot.id}: ${offers.length} offers.`);
  if (new Set(offers.map(([id]) => id)).size < offers.length) broken.push(`${lot.id}: asked somebody twice.`);
  if (offers.slice(0, -1).some(([, answer]) => answer === 'accepted')) {
    broken.push(`${lot.id}: offered on after a yes.`);
  }
  sheet.offers += offers.length;
  sheet.offered += offers.length > 0 ? 1 : 0;
  for (const [id, answer] of offers) checkOffer(sheet, lot, id, answer);
}

function checkOffer(sheet: ScoreSheet, lot: WorldLot, id: string, answer: OfferAnswer): void {
  const { world, broken, usedKg } = sheet;
  const recipient = sheet.recipients.get(id);
  const truth = world.answers[lot.id]?.[id];
  if (!recipient || !truth) {
    broken.push(`${lot.id}: ${id} may not be asked.`);
    return;
  }
  if ((truth[1] === 1) !== (answer === 'accepted')) broken.push(`${lot.id}: ${id} answered otherwise.`);
  const from = sheet.suppliers.get(lot.supplier) ?? { lat: Number.NaN, lon: Number.NaN };
  const km = haversineKm(from.lat, from.lon, recipient.lat, recipient.lon) * world.travel.kmFactor;
  const day = openingDay(world, lot, recipient, km);
  if (day === undefined) {
    broken.push(`${lot.id}: ${id} is too far, closed, or does not take it.`);
    return;
  }
  const slot = `${id}/${day}`;
  const after = (usedKg.get(slot) ?? 0) + lot.massKg;
  if (after > recipient.capacityKg + 1e-6) broken.push(`${lot.id}: ${id} has no room on day ${day}.`);
  if (answer !== 'accepted') return;
  usedKg.set(slot, after);
  sheet.receivedKg.set(id, (sheet.receivedKg.get(id) ?? 0) + lot.massKg);
  const { needWeight, kmCostKg } = world.value;
  sheet.served += 1;
  sheet.massKg += lot.massKg;
  sheet.km += km;
  sheet.valueKg +=
    lot.massKg * (1 - needWeight + (needWeight * recipient.need) / sheet.meanNeed) - kmCostKg * km;
}

/** The day on which the rules let the recipient take the lot, whatever room is left. */
function openingDay(world: World, lot: WorldLot, recipient: WorldRecipient, km: number): number | undefined {
  const category = world.categories[lot.category];
  const { travel } = world;
  if (!category || !(km <= travel.maxKm) || !recipient.categories.includes(lot.category)) return undefined;
  if (category.temperature === 'chilled' && !recipient.coldStorage) return undefined;
  const arriveAt = lot.at + travel.readyHours + km / travel.kmPerHour;
  const first = Math.floor(arriveAt / 24);
  for (let day = first; day < first + travel.slotSearchDays && day < world.days; day++) {
    const isOpen = recipient.open.some(([weekday, from, to]) => {
      const startAt = Math.max(arriveAt, 24 * day + from);
      return weekday === day % 7 && startAt <= 24 * day + to && startAt <= lot.at + category.lifeHours;
    });
    if (isOpen) return day;
  }
  return undefined;
}
