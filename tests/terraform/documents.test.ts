import { describe, expect, it } from 'vitest';
import { allRehearsals, REHEARSALS_WITHIN_MS } from '../../infra/policy/rehearsal/rehearsals.ts';
import { infraDocuments } from '../../scripts/infra-docs/documents.ts';
import { findGoTool, goToolPath, TERRAFORM_DOCS } from '../../scripts/infra-docs/go-tools.ts';
import { readRepositoryFile } from '../../scripts/shared/repository-files.ts';
import { skipWithout } from '../../scripts/shared/tools.ts';

const tools = { ...process.env, PATH: goToolPath(process.env) };
const isSkipped = ['terraform', 'terraform-docs'].some((name) => skipWithout(name, tools));

describe.skipIf(isSkipped)("infra's documents", () => {
  it('are what npm run infra:docs writes', { timeout: REHEARSALS_WITHIN_MS }, async () => {
    const terraformDocs = findGoTool(TERRAFORM_DOCS, process.env) ?? '';
    const documents = infraDocuments(terraformDocs, await allRehearsals(process.env));

    expect(
      documents.filter(({ file, text }) => text !== readRepositoryFile(file)).map(({ file }) => file),
    ).toEqual([]);
  });
});
