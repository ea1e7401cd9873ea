/** A closed stretch of one weekday: [weekday 0 = Monday, from, to], hours of the day. */
export type OpenHours = readonly [weekday: number, fromHour: number, toHour: number];

export interface WorldRecipient {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
  readonly need: number;
  /** Per opening day. */
  readonly capacityKg: number;
  readonly coldStorage: boolean;
  readonly categories: readonly string[];
  readonly open: readonly OpenHours[];
}

export interface WorldSupplier {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
}

export interface WorldLot {
  readonly id: string;
  /** Hours since 00:00 of the first day. */
  readonly at: number;
  readonly supplier: string;
  readonly category: string;
  readonly massKg: number;
}

/** What everybody may know: the city and its rules, without lots and answers. */
export interface WorldCity {
  readonly name: string;
  /** YYYY-MM-DD, a Monday. */
  readonly firstDay: string;
  readonly days: number;
  /** Most offers of one lot. */
  readonly attempts: number;
  readonly categories: Readonly<
    Record<string, { readonly temperature: 'ambient' | 'chilled'; readonly lifeHours: number }>
  >;
  readonly travel: {
    readonly kmFactor: number;
    readonly kmPerHour: number;
    readonly readyHours: number;
    readonly maxKm: number;
    readonly slotSearchDays: number;
  };
  readonly value: { readonly needWeight: number; readonly kmCostKg: number };
  readonly recipients: readonly WorldRecipient[];
  readonly suppliers: readonly WorldSupplier[];
}

/** [true chance of a yes, the answer]. */
export type TrueAnswer = readonly [probability: number, accepts: 0 | 1];

/** A city with its stream and the answers that nobody may see but the replay (format `surplus-world/1`). */
export interface World extends WorldCity {
  readonly format: 'surplus-world/1';
  /** In the order of time. */
  readonly lots: readonly WorldLot[];
  /** By lot, then by recipient: everybody who may be asked. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, TrueAnswer>>>>;
}
