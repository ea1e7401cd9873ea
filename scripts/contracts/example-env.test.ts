import { standaloneConfig } from '@sprk/standalone/config';
import { describe, expect, it } from 'vitest';
import { readRepositoryFile } from '../shared/repository-files.ts';
import { namesByProgram } from './example-env.ts';

const text = readRepositoryFile('example.env');
const settings = [...text.matchAll(/^#(SPRK_\w+)=(.*)$/gm)].map(
  ([, name = '', given = '']) => [name, given] as const,
);

describe('example.env', () => {
  it('names every setting of every program once, and no other', () => {
    const names = new Set(Object.values(namesByProgram()).flat());

    expect(settings).toHaveLength(names.size);
    expect(new Set(settings.map(([name]) => name))).toEqual(names);
  });

  it('shows defaults that `npm start` takes and that change nothing', () => {
    const { standalone = [] } = namesByProgram();
    const shown = Object.fromEntries(settings.filter(([name]) => standalone.includes(name)));

    expect(standaloneConfig(shown)).toEqual(standaloneConfig({}));
  });

  it('changes nothing when it is read as it stands', () => {
    const active = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

    expect(active).toEqual([]);
  });
});
