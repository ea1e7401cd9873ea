import type { Closure, OpeningSchedule } from '@sprk/contracts';
import { earliestSlot } from './earliest-slot.ts';

/** Whether it is open at an instant in epoch ms, closing time itself included, as in `earliestSlot`. */
export function isOpenAt(
  schedule: OpeningSchedule | undefined,
  closures: readonly Closure[],
  timeZone: string,
  epochMs: number,
): boolean {
  const now = { arrivalAt: epochMs, deadlineAt: epochMs, searchDays: 0 };
  return earliestSlot({ schedule, closures, timeZone, ...now }) !== undefined;
}
