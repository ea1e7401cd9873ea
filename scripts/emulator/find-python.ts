import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The one that the frozen lists of packages were tried with comes first. */
const NAMES = ['python3.13', 'python3.14', 'python3'] as const;
/** LocalStack 4.14.0 starts with 3.12 too, but its DynamoDB then answers 500. */
const OLDEST = [3, 13] as const;

export const PYTHON_HINT =
  'Python 3.13 or newer is missing: install it by your system, `pyenv install 3.13` or `uv python install 3.13`.';

/** @param versionOf "3.13" for a program that is a Python and starts, otherwise undefined. */
export function findPython(
  home: string,
  versionOf: (program: string) => string | undefined = askVersion,
): string | undefined {
  for (const program of candidates(home)) {
    if (isNewEnough(versionOf(program))) return program;
  }
  return undefined;
}

function* candidates(home: string): Generator<string> {
  yield* NAMES;
  yield* pyenvPythons(home);
  yield* uvPythons();
}

/** @param version as in "3.13" */
export function isNewEnough(version: string | undefined): boolean {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** A shim of pyenv is on the PATH even when its version is switched off; the versions' own programs always work. */
function pyenvPythons(home: string): string[] {
  const versions = join(home, '.pyenv/versions');
  if (!existsSync(versions)) return [];
  return readdirSync(versions).map((version) => join(versions, version, 'bin/python3'));
}

function uvPythons(): string[] {
  const { stdout } = spawnSync('uv', ['python', 'find', `>=${OLDEST.join('.')}`], { encoding: 'utf8' });
  return stdout ? [stdout.trim()] : [];
}

function askVersion(program: string): string | undefined {
  const script = 'import sys; print("%d.%d" % sys.version_info[:2])';
  const { status, stdout } = spawnSync(program, ['-c', script], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
