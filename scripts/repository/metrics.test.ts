import { expect, test } from 'vitest';
import { readRepositoryFile, repositoryFiles } from '../shared/repository-files.ts';

const MADE = /\b(counter|gauge|histogram)\(\s*'([\w.]+)',\s*\{([^}]*)\}/g;
const NAMED = /`((?:sprk|http|process|nodejs)_[a-z0-9_]+)`/g;

test('docs/operations.md names every metric of the services, and no other', () => {
  const sources = repositoryFiles('apps/*/src/**/*.ts', 'packages/*/src/**/*.ts').filter(
    (path) => !path.endsWith('.test.ts'),
  );
  const inCode = new Set(sources.flatMap((path) => metricsIn(readRepositoryFile(path))));
  const inDocument = new Set(
    [...readRepositoryFile('docs/operations.md').matchAll(NAMED)].map(([, name = '']) => name),
  );

  expect([...inDocument].filter((name) => !inCode.has(name))).toEqual([]);
  expect([...inCode].filter((name) => !inDocument.has(name))).toEqual([]);
});

/** Names as Prometheus shows them: dots become underscores, then the unit, then `_total` for counters. */
function metricsIn(source: string): string[] {
  return [...source.matchAll(MADE)].map(([, kind, name = '', options = '']) => {
    const unit = /unit: '(\w+)'/.exec(options)?.[1];
    const parts = [
      name.replaceAll('.', '_'),
      ...(unit ? [unit] : []),
      ...(kind === 'counter' ? ['total'] : []),
    ];
    return parts.join('_');
  });
}
