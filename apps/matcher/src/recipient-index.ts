import type { Policy, Recipient } from '@sprk/contracts';
import type { Clock } from '@sprk/core';
import { buildGeoGrid, type GeoGrid, haversineKm, within } from '@sprk/numerics';

type Limits = Pick<Policy, 'maxDistanceKm' | 'kmFactor'>;
interface Place {
  readonly lat: number;
  readonly lon: number;
}
/** Recipients whose reach is of the same order: one who drives 500 km does not widen everybody's search. */
interface Layer {
  readonly grid: GeoGrid;
  /** By index in the grid; undefined where the recipient has moved since. */
  readonly members: (Recipient | undefined)[];
}
interface Found {
  readonly recipient: Recipient;
  readonly km: number;
}

/** Fewer than this cost less to look at one by one than to sort in. */
const FEW = 64;
const SLACK_KM = 1e-6;

/** Recipients by place. Exact at any moment: changes are found one by one until the next rebuild sorts them in. */
export class RecipientIndex {
  readonly #clock: Clock;
  readonly #all = new Map<string, Recipient>();
  readonly #sorted = new Map<string, { readonly layer: number; readonly index: number }>();
  readonly #loose = new Map<string, Recipient>();
  #layers: Layer[] = [];
  #builtAt = Number.NEGATIVE_INFINITY;
  #builtForKm = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get(id: string): Recipient | undefined {
    return this.#all.get(id);
  }

  get size(): number {
    return this.#all.size;
  }

  values(): Iterable<Recipient> {
    return this.#all.values();
  }

  set(recipient: Recipient): void {
    const { id } = recipient;
    const before = this.#all.get(id);
    this.#all.set(id, recipient);
    const at = this.#sorted.get(id);
    const members = at && this.#layers[at.layer]?.members;
    if (at && members && before && isSamePlace(before, recipient)) {
      members[at.index] = recipient;
      return;
    }
    if (at && members) members[at.index] = undefined;
    this.#sorted.delete(id);
    this.#loose.set(id, recipient);
  }

  /**
   * Everybody within the policy's distance, or within an own larger one: nearest first, equal ones by id.
   * @param widerKm in place of the policy's distance where that is smaller: the search was widened
   */
  near(place: Place, limits: Limits, widerKm = 0): Recipient[] {
    this.#sortIn(limits);
    const found: Found[] = [];
    const take = (recipient: Recipient | undefined, km: number) => {
      if (recipient && km * limits.kmFactor <= Math.max(widerKm, reachKm(recipient, limits)) + SLACK_KM) {
        found.push({ recipient, km });
      }
    };
    this.#layers.forEach(({ grid, members }, layer) => {
      const reachesKm = Math.max(widerKm, limits.maxDistanceKm * 2 ** layer);
      const radiusKm = (reachesKm + SLACK_KM) / limits.kmFactor;
      const { indices, distancesKm } = within(grid, place.lat, place.lon, radiusKm);
      indices.forEach((index, k) => void take(members[index], distancesKm[k] ?? Infinity));
    });
    for (const one of this.#loose.values()) {
      take(one, haversineKm(place.lat, place.lon, one.lat, one.lon));
    }
    found.sort((a, b) => a.km - b.km || (a.recipient.id < b.recipient.id ? -1 : 1));
    return found.map(({ recipient }) => recipient);
  }

  /** Rebuilds where it pays, with many recipients at most once a second. */
  #sortIn(limits: Limits): void {
    const now = this.#clock.now();
    const pauseMs = Math.min(1000, Math.floor(this.#all.size / 100));
    const isDue = this.#loose.size > FEW && Math.abs(now - this.#builtAt) >= pauseMs;
    // The layers follow from the policy's distance: with another one they say nothing.
    if (!isDue && limits.maxDistanceKm === this.#builtForKm) return;
    this.#builtAt = now;
    this.#builtForKm = limits.maxDistanceKm;
    const layers: Recipient[][] = [];
    for (const recipient of this.#all.values()) {
      const layer = layerOf(recipient, limits);
      while (layers.length <= layer) layers.push([]);
      const members = layers[layer] ?? [];
      this.#sorted.set(recipient.id, { layer, index: members.length });
      members.push(recipient);
    }
    this.#layers = layers.map((members) => ({
      members,
      grid: buildGeoGrid(
        Float64Array.from(members, ({ lat }) => lat),
        Float64Array.from(members, ({ lon }) => lon),
      ),
    }));
    this.#loose.clear();
  }
}

function isSamePlace(one: Recipient, other: Recipient): boolean {
  return one.lat === other.lat && one.lon === other.lon && one.maxDistanceKm === other.maxDistanceKm;
}

function reachKm(recipient: Recipient, limits: Limits): number {
  return Math.max(limits.maxDistanceKm, recipient.maxDistanceKm ?? 0);
}

/** 0 up to the policy's distance, then one per doubling. */
function layerOf(recipient: Recipient, limits: Limits): number {
  return Math.max(0, Math.ceil(Math.log2(reachKm(recipient, limits) / limits.maxDistanceKm)));
}
