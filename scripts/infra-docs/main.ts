import { writeFileSync } from 'node:fs';
import { allRehearsals } from '../../infra/policy/rehearsal/rehearsals.ts';
import { fromRoot } from '../shared/from-root.ts';
import { readRepositoryFile } from '../shared/repository-files.ts';
import { infraDocuments } from './documents.ts';
import { findGoTool, installGoTool, TERRAFORM_DOCS } from './go-tools.ts';

// `npm run infra:docs [-- --check]`: writes the tables of infra's documents, or says which are out of date.
try {
  await run(process.argv.includes('--check'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function run(isCheck: boolean): Promise<void> {
  const terraformDocs =
    findGoTool(TERRAFORM_DOCS, process.env) ?? (await installGoTool(TERRAFORM_DOCS, process.env));
  const documents = infraDocuments(terraformDocs, await allRehearsals(process.env));
  const changed = documents.filter(({ file, text }) => text !== readRepositoryFile(file));
  for (const { file, text } of changed) {
    if (!isCheck) writeFileSync(fromRoot(file), text);
    console.log(`${file}: ${isCheck ? 'out of date, npm run infra:docs writes it' : 'written'}`);
  }
  if (isCheck && changed.length > 0) process.exitCode = 1;
}
