import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../shared/from-root.ts';
import { readRepositoryFile, repositoryFiles } from '../shared/repository-files.ts';

const documents = repositoryFiles(
  '*.md',
  'docs/**/*.md',
  '.github/**/*.md',
  'apps/*/README.md',
  'packages/*/README.md',
);
const decisions = documents.filter((path) => /^docs\/decisions\/\d{4}-/.test(path));

describe('documents', () => {
  it.each(documents)('%s has no link that leads nowhere', (path) => {
    const broken = linksOf(readRepositoryFile(path)).filter((link) => !leadsSomewhere(path, link));

    expect(broken).toEqual([]);
  });

  it.each(documents)('%s names npm scripts that exist', (path) => {
    const { scripts } = JSON.parse(readRepositoryFile('package.json')) as { scripts: object };
    const named = [...readRepositoryFile(path).matchAll(/npm run ([a-z][\w:-]*)/g)].map(
      ([, name = '']) => name,
    );

    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it.each(documents)('%s names no path of one machine', (path) => {
    expect(readRepositoryFile(path)).not.toMatch(/(^|[\s"'`(=])\/(home|root|tmp|Users|work)\//m);
  });

  it('keep README.md short enough to be read', () => {
    expect(readRepositoryFile('README.md').split('\n').length).toBeLessThanOrEqual(121);
  });
});

describe('decisions', () => {
  it.each(decisions)('%s has its number, a status, context, decision and consequences', (path) => {
    const text = readRepositoryFile(path);
    const number = Number(/(\d{4})-/.exec(path)?.[1]);

    expect(text).toMatch(new RegExp(`^# ${number}\\. .+\\n\\nStatus: \\w`));
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual([
      'Context',
      'Decision',
      'Consequences',
    ]);
  });

  it('are numbered without gaps and listed in the index', () => {
    const index = readRepositoryFile('docs/decisions/README.md');
    const numbers = decisions.map((path) => Number(/(\d{4})-/.exec(path)?.[1]));

    expect(numbers).toEqual(numbers.map((_, position) => position + 1));
    for (const path of decisions) expect(index).toContain(`](${posix.basename(path)})`);
  });
});

/** Targets of links and pictures, outside of code. */
function linksOf(text: string): string[] {
  const prose = text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

function leadsSomewhere(from: string, link: string): boolean {
  if (/^[a-z]+:/.test(link)) return link.startsWith('https://');
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : posix.join(posix.dirname(from), path);
  if (target.startsWith('..') || !existsSync(fromRoot(target))) return false;
  return anchor === undefined || anchorsOf(readRepositoryFile(target)).includes(anchor);
}

/** Anchors of headings, as GitHub makes them. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
