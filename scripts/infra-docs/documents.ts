import type { Rehearsal } from '../../infra/policy/rehearsal/rehearse-stack.ts';
import { readRepositoryFile, repositoryFiles } from '../shared/repository-files.ts';
import { replacedBetween } from './between.ts';
import { catalogue } from './catalogue.ts';
import { inputsAndOutputs } from './inputs-outputs.ts';

export interface Document {
  /** From the repository's root. */
  readonly file: string;
  readonly text: string;
}

/** Every document of infra as it should be. */
export function infraDocuments(terraformDocs: string, rehearsals: readonly Rehearsal[]): readonly Document[] {
  const modules = repositoryFiles(
    'infra/modules/*/README.md',
    'infra/stacks/*/README.md',
    'infra/bootstrap/README.md',
  );
  return [
    ...modules.map((file) => {
      const tables = inputsAndOutputs(terraformDocs, file.replace(/\/README\.md$/, ''));
      return { file, text: replacedBetween(readRepositoryFile(file), 'inputs-outputs', tables, file) };
    }),
    indexDocument(rehearsals),
  ];
}

function indexDocument(rehearsals: readonly Rehearsal[]): Document {
  const file = 'infra/README.md';
  const text = Object.entries(catalogue(rehearsals)).reduce(
    (before, [name, content]) => replacedBetween(before, name, content, file),
    readRepositoryFile(file),
  );
  return { file, text };
}
