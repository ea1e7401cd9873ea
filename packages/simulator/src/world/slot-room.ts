import type { LotOption } from './lot-options.ts';
import type { WorldRecipient } from './world.ts';

const EPSILON_KG = 1e-9;

/** What is taken of each recipient's days, kg. */
export interface SlotRoom {
  usedKg(option: Pick<LotOption, 'index' | 'day'>): number;
  fits(option: Pick<LotOption, 'index' | 'day'>, massKg: number): boolean;
  take(option: Pick<LotOption, 'index' | 'day'>, massKg: number): void;
}

export function createSlotRoom(recipients: readonly WorldRecipient[], days: number): SlotRoom {
  const used = new Float64Array(recipients.length * days);
  const at = ({ index, day }: Pick<LotOption, 'index' | 'day'>) => index * days + day;
  return {
    usedKg: (option) => used[at(option)] ?? 0,
    fits(option, massKg) {
      const capacityKg = recipients[option.index]?.capacityKg ?? 0;
      return (used[at(option)] ?? 0) + massKg <= capacityKg + EPSILON_KG;
    },
    take(option, massKg) {
      used[at(option)] = (used[at(option)] ?? 0) + massKg;
    },
  };
}
