import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openWorld, type World } from '@sprk/simulator';

export interface BenchWorld {
  readonly name: string;
  readonly world: World;
}

/** Real places, modelled lots and answers; beside the repository, or where SPRK_FIXTURES says. */
export const FIXTURES = process.env.SPRK_FIXTURES ?? join(import.meta.dirname, '../../../shared/data');

/** The world files of the fixtures whose name is wanted, one at a time. */
export async function* fileWorlds(isWanted: (name: string) => boolean): AsyncGenerator<BenchWorld> {
  const dir = join(FIXTURES, 'worlds');
  for (const file of (await readdir(dir)).sort()) {
    const name = file.replace(/\.json(\.gz)?$/, '');
    if (name === file || !isWanted(name)) continue;
    const read = await openWorld(join(dir, file));
    if (read.kind === 'bad') throw new Error(`${file}: ${read.faults.join('; ')}`);
    yield { name, world: read.world };
  }
}
