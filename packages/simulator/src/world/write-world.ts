import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { World } from './world.ts';

/** Writes a world file, gzipped if its name ends in `.gz`. */
export async function writeWorld(file: string, world: World): Promise<void> {
  const text = JSON.stringify(world);
  await writeFile(file, file.endsWith('.gz') ? gzipSync(text) : text);
}
