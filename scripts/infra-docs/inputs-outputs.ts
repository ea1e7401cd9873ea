import { spawnSync } from 'node:child_process';
import { fromRoot } from '../shared/from-root.ts';

const OPTIONS = [
  'markdown',
  'table',
  '--indent=3',
  '--show=inputs',
  '--show=outputs',
  '--lockfile=false',
  '--anchor=false',
  '--escape=false',
];

/** Tables of a module's inputs and outputs. @param terraformDocs the program @param folder from the repository's root */
export function inputsAndOutputs(terraformDocs: string, folder: string): string {
  const { status, stdout, stderr } = spawnSync(terraformDocs, [...OPTIONS, fromRoot(folder)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`terraform-docs cannot read ${folder}: ${stderr.trim()}`);
  return stdout;
}
