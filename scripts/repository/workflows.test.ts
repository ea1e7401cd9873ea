import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../shared/from-root.ts';
import { readRepositoryFile, repositoryFiles } from '../shared/repository-files.ts';

const workflows = repositoryFiles('.github/workflows/*.yml', '.github/actions/**/*.yml');
const { scripts } = JSON.parse(readRepositoryFile('package.json')) as { scripts: Record<string, string> };

describe('workflows', () => {
  it('exist', () => {
    expect(workflows).toContain('.github/workflows/ci.yml');
  });

  it.each(workflows)('%s pins every action by commit, with its version beside it', (path) => {
    const uses = [...readRepositoryFile(path).matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(
      ([, action = '']) => action,
    );

    const floating = uses.filter((action) => !/^(\.\/|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/.test(action));

    expect(uses).not.toEqual([]);
    expect(floating).toEqual([]);
  });

  it.each(workflows)('%s grants nothing by default, bounds every job and keeps no credentials', (path) => {
    const text = readRepositoryFile(path);
    const jobs =
      text
        .split(/^jobs:$/m)[1]
        ?.split(/^ {2}(?=[\w-]+:$)/m)
        .slice(1) ?? [];

    expect(text).toMatch(/^permissions: \{\}$/m);
    expect(text).toMatch(/^concurrency:$/m);
    expect(text).not.toMatch(/pull_request_target|workflow_run/);
    for (const job of jobs) {
      expect(job).toMatch(/^ {4}timeout-minutes: \d+$/m);
      expect(job).toMatch(/^ {4}permissions:/m);
      expect(count(job, /persist-credentials: false/g)).toBe(count(job, /actions\/checkout@/g));
    }
  });

  it.each(workflows)('%s puts no text of others into a shell', (path) => {
    const commands = [...readRepositoryFile(path).matchAll(/^\s*(?:- )?run: (.+(?:\n {10,}.+)*)$/gm)];

    expect(commands.map(([, command = '']) => command).filter((command) => command.includes('${{'))).toEqual(
      [],
    );
  });
});

describe('.ci/run', () => {
  const text = readRepositoryFile('.ci/run');

  it('can be executed and stops at the first failure', () => {
    expect(statSync(fromRoot('.ci/run')).mode & 0o111).not.toBe(0);
    expect(text).toMatch(/^#!\/usr\/bin\/env bash\n/);
    expect(text).toContain('set -euo pipefail');
  });

  it("runs the README's commands", () => {
    const readme = readRepositoryFile('README.md');

    expect(readme).toContain('npm ci && npm test');
    expect(readme).toContain('npm ci && npm start');
    expect(text).toMatch(/^npm ci\b/m);
    expect(text).toMatch(/^npm test\b/m);
    expect(scripts).toHaveProperty('test');
    expect(scripts).toHaveProperty('start');
  });
});

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
