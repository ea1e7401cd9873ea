import type { Activity, DirectoryEntry, Recipient, Registration } from '@sprk/contracts';
import { buildGeoGrid, within } from '@sprk/numerics';
import { noActivity } from '../matching/activity.ts';
import type { Place } from '../matching/travel.ts';

/** A lot as it came, to be matched once more in thought. */
export interface RecordedLot {
  readonly id: string;
  readonly registration: Registration;
  readonly registeredAt: string;
}

/** Recipients as they are known now, to be looked at under several policies. */
export interface StoredWorld {
  readonly recipients: readonly Recipient[];
  activity(recipientId: string): Activity;
  /** Within that many great-circle km, nearest first. */
  near(place: Place, km: number): Recipient[];
}

/** Reads a world from the directory; of repeated entries the last one counts. */
export function createStoredWorld(entries: Iterable<DirectoryEntry>): StoredWorld {
  const byId = new Map<string, Recipient>();
  const activities = new Map<string, Activity>();
  for (const entry of entries) {
    if (entry.kind === 'recipient') byId.set(entry.recipient.id, entry.recipient);
    if (entry.kind === 'activity') activities.set(entry.activity.recipientId, entry.activity);
  }
  const recipients = [...byId.values()];
  const grid = buildGeoGrid(
    Float64Array.from(recipients, ({ lat }) => lat),
    Float64Array.from(recipients, ({ lon }) => lon),
  );
  return {
    recipients,
    activity: (recipientId) => activities.get(recipientId) ?? noActivity(recipientId),
    near({ lat, lon }, km) {
      const { indices, distancesKm } = within(grid, lat, lon, km);
      const order = [...indices.keys()].sort((a, b) => (distancesKm[a] ?? 0) - (distancesKm[b] ?? 0));
      return order.map((k) => recipients[indices[k] as number] as Recipient);
    },
  };
}
