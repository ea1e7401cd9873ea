import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../../scripts/emulator/cache-folder.ts';
import { installOnce } from '../../../scripts/emulator/install-once.ts';
import { withLock } from '../../../scripts/emulator/with-lock.ts';
import { readRepositoryFile, repositoryFiles } from '../../../scripts/shared/repository-files.ts';
import { rehearseAll } from './rehearse-all.ts';
import type { Rehearsal } from './rehearse-stack.ts';

/** A minute or two where nothing else runs; much more on a busy machine. */
export const REHEARSALS_WITHIN_MS = 1_200_000;

/** What a rehearsal depends on. */
const SOURCES = ['infra/**/*.{tf,tfvars,json,js,tftpl}', 'infra/policy/rehearsal/*.ts'];

/**
 * Every stack in every environment. They take a minute, so they are kept until something in infra changes, and whoever
 * comes second waits for the first.
 */
export async function allRehearsals(env: NodeJS.ProcessEnv): Promise<readonly Rehearsal[]> {
  const place = join(cacheFolder(env), 'rehearsals');
  const folder = join(place, digest());
  const file = join(folder, 'all.json');
  if (!existsSync(file)) {
    await withLock(join(cacheFolder(env), 'rehearsals.lock'), () =>
      installOnce(folder, async (workFolder) => {
        const rehearsals = await rehearseAll();
        writeFileSync(join(workFolder, 'all.json'), JSON.stringify(rehearsals));
      }),
    );
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Rehearsal[];
}

function digest(): string {
  const hash = createHash('sha256');
  for (const path of repositoryFiles(...SOURCES)) hash.update(path).update(readRepositoryFile(path));
  return hash.digest('hex').slice(0, 16);
}
