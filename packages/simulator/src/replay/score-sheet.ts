import { gini } from '@sprk/numerics';
import type { World, WorldRecipient, WorldSupplier } from '../world/world.ts';

/** What a decision log amounts to, computed from the log and the world alone. */
export interface Score {
  readonly lots: number;
  /** Lots that somebody could have taken on empty days. */
  readonly placeable: number;
  readonly served: number;
  /** served / placeable. */
  readonly servedShare: number;
  readonly offers: number;
  /** Offers per lot that was offered at all. */
  readonly attemptsPerLot: number;
  readonly valueKg: number;
  readonly massKg: number;
  readonly kmPerTonne: number;
  /** Gini coefficient of kg received per unit of need and capacity, over all recipients. */
  readonly gini: number;
  /** Every breach of the rules, in words. */
  readonly broken: readonly string[];
}

/** A score in the making. */
export interface ScoreSheet {
  readonly world: World;
  readonly recipients: ReadonlyMap<string, WorldRecipient>;
  readonly suppliers: ReadonlyMap<string, WorldSupplier>;
  readonly meanNeed: number;
  /** By recipient and day. */
  readonly usedKg: Map<string, number>;
  readonly receivedKg: Map<string, number>;
  readonly broken: string[];
  served: number;
  offers: number;
  offered: number;
  valueKg: number;
  massKg: number;
  km: number;
}

export function openScoreSheet(world: World): ScoreSheet {
  return {
    world,
    recipients: new Map(world.recipients.map((recipient) => [recipient.id, recipient])),
    suppliers: new Map(world.suppliers.map((supplier) => [supplier.id, supplier])),
    meanNeed: world.recipients.reduce((sum, { need }) => sum + need, 0) / world.recipients.length,
    usedKg: new Map(),
    receivedKg: new Map(),
    broken: [],
    ...{ served: 0, offers: 0, offered: 0, valueKg: 0, massKg: 0, km: 0 },
  };
}

export function total(sheet: ScoreSheet): Score {
  const { world, served, offers, offered, valueKg, massKg, km, receivedKg, broken } = sheet;
  const placeable = world.lots.filter(({ id }) => Object.keys(world.answers[id] ?? {}).length > 0).length;
  const shares = world.recipients.map(
    ({ id, need, capacityKg }) => (receivedKg.get(id) ?? 0) / (need * capacityKg),
  );
  return {
    lots: world.lots.length,
    placeable,
    served,
    servedShare: placeable > 0 ? served / placeable : 0,
    offers,
    attemptsPerLot: offered > 0 ? offers / offered : 0,
    valueKg,
    massKg,
    kmPerTonne: massKg > 0 ? (1000 * km) / massKg : 0,
    gini: gini(shares),
    broken,
  };
}
