import { describe, expect, it } from 'vitest';
import { readRepositoryFile, repositoryFiles } from '../shared/repository-files.ts';

interface Manifest {
  readonly name: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const manifests = repositoryFiles('package.json', 'packages/*/package.json', 'apps/*/package.json').map(
  (path) => JSON.parse(readRepositoryFile(path)) as Manifest,
);
/** A suite that others run is test code, though they depend on it. */
const TEST_ONLY = ['@sprk/port-contracts'];

describe('dependencies', () => {
  it('are pinned to one version, everywhere the same', () => {
    const versions = new Map<string, Set<string>>();
    for (const { dependencies, devDependencies } of manifests) {
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
        versions.set(name, (versions.get(name) ?? new Set()).add(version));
      }
    }

    const loose = [...versions].filter(
      ([, found]) => found.size > 1 || ![...found].every((version) => /^\d+\.\d+\.\d+$/.test(version)),
    );

    expect(loose).toEqual([]);
  });

  it('that run in production each have a row in the decision about them', () => {
    const decision = readRepositoryFile('docs/decisions/0016-dependencies.md');
    const rows = [...decision.matchAll(/^\| (.+?) \|/gm)].flatMap(([, names = '']) => names.split(', '));
    const packages = new Set(rows.flatMap((name) => [name, `@opentelemetry/${name}`, `@aws-sdk/${name}`]));
    const used = manifests
      .filter(({ name }) => !TEST_ONLY.includes(name))
      .flatMap(({ dependencies }) => Object.keys(dependencies ?? {}))
      .filter((name) => !name.startsWith('@sprk/'));

    expect([...new Set(used)].filter((name) => !packages.has(name))).toEqual([]);
  });

  it('may run no install script but that of node', () => {
    const { allowScripts } = JSON.parse(readRepositoryFile('package.json')) as {
      allowScripts: Record<string, boolean>;
    };

    expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual(['node']);
  });

  it('and ours carry the licence of this repository', () => {
    expect(manifests.filter(({ license }) => license !== 'MIT').map(({ name }) => name)).toEqual([]);
  });
});
