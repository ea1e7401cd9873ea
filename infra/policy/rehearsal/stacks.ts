import { readdirSync } from 'node:fs';
import { fromRoot } from '../../../scripts/shared/from-root.ts';
import { readRepositoryFile } from '../../../scripts/shared/repository-files.ts';

export const ENVIRONMENTS = ['local', 'dev', 'staging', 'prod'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** A whole block: contracts are read by one name, or by each of several. */
const CONTRACT_READ = /^data "aws_ssm_parameter" [^\n]*\{\n[\s\S]*?\n\}/gm;

export interface Stack {
  readonly name: string;
  /** From the folder infra. */
  readonly folder: string;
  /** Stacks whose contract it reads. */
  readonly reads: readonly string[];
}

/** All root modules, each after those whose contract it reads. */
export function stacksInOrder(): readonly Stack[] {
  const waiting = [
    stackIn('bootstrap'),
    ...foldersIn('infra/stacks').map((name) => stackIn(`stacks/${name}`)),
  ];
  const ordered: Stack[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ reads }) =>
      reads.every((name) => ordered.some((stack) => stack.name === name)),
    );
    if (next < 0)
      throw new Error(`Stacks read each other in a circle: ${waiting.map(({ name }) => name).join(', ')}.`);
    ordered.push(...waiting.splice(next, 1));
  }
  return ordered;
}

export function foldersIn(path: string): readonly string[] {
  return readdirSync(fromRoot(path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

function stackIn(folder: string): Stack {
  const name = folder.split('/').at(-1) ?? folder;
  const code = readdirSync(fromRoot(`infra/${folder}`))
    .filter((file) => file.endsWith('.tf'))
    .map((file) => readRepositoryFile(`infra/${folder}/${file}`));
  const read = code.flatMap((text) => [...text.matchAll(CONTRACT_READ)]).flatMap(([block]) => namesIn(block));
  return {
    name,
    folder,
    reads: foldersIn('infra/stacks').filter((other) => other !== name && read.includes(other)),
  };
}

function namesIn(block: string): string[] {
  const known = foldersIn('infra/stacks');
  return known.filter((name) => block.includes(`"${name}"`));
}
