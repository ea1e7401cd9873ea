import { spreadCity } from './spread-city.ts';

const COUNT = 100_000;

/** Memory that recipients and their index take, as the core holds them. Needs `node --expose-gc` to be exact. */
export function measureMemory() {
  const before = settledBytes();
  const held = spreadCity(COUNT);
  const bytes = settledBytes() - before;
  // Kept alive until after the measurement.
  const isHeld = held.grid.ids.length === COUNT;
  return { recipients: isHeld ? COUNT : 0, bytesPerRecipient: bytes / COUNT };
}

function settledBytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
