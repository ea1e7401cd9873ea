import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { type ReadWorld, readWorld } from './read-world.ts';

/** Reads a world file, plain or gzipped by its first bytes. Whatever is wrong comes back as faults. */
export async function openWorld(file: string): Promise<ReadWorld> {
  try {
    const bytes = await readFile(file);
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return readWorld((isGzip ? gunzipSync(bytes) : bytes).toString('utf8'));
  } catch (error) {
    return { kind: 'bad', faults: [error instanceof Error ? error.message : String(error)] };
  }
}
