import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../shared/from-root.ts';
import { digestOf } from './digest.ts';
import { findPython, PYTHON_HINT } from './find-python.ts';
import { installOnce } from './install-once.ts';
import { runStep } from './run-step.ts';

/**
 * A virtual environment with exactly the packages of a frozen list; another list gives another folder.
 * @returns its Python. Start modules with `-m`: the scripts in it hold the path of the folder it was made in.
 */
export async function installVenv(cache: string, name: string, requirements: string): Promise<string> {
  const list = fromRoot(`scripts/emulator/${requirements}`);
  const folder = join(cache, 'venv', `${name}-${digestOf(readFileSync(list, 'utf8'))}`);
  await installOnce(folder, async (workFolder) => {
    const python = findPython(homedir());
    if (!python) throw new Error(PYTHON_HINT);
    await runStep(`${name}: making a virtual environment`, python, ['-m', 'venv', workFolder]);
    const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-deps', '--requirement', list];
    await runStep(`${name}: installing its packages (about a minute)`, pythonOf(workFolder), pip);
  });
  return pythonOf(folder);
}

function pythonOf(folder: string): string {
  return join(folder, 'bin/python');
}
