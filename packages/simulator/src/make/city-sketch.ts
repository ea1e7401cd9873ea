import type { OpenHours } from '../world/world.ts';

/** What is known of a recipient; the rest is modelled. */
export interface RecipientSketch {
  readonly lat: number;
  readonly lon: number;
  readonly need?: number | undefined;
  readonly capacityKg?: number | undefined;
  readonly coldStorage?: boolean | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly open?: readonly OpenHours[] | undefined;
}

/** Places of a city, and as much of its recipients as the source has. */
export interface CitySketch {
  readonly name: string;
  readonly suppliers: readonly { readonly lat: number; readonly lon: number }[];
  readonly recipients: readonly RecipientSketch[];
}
