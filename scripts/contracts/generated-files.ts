import { readFileSync } from 'node:fs';
import { fromRoot } from '../shared/from-root.ts';
import { asyncApiDocument } from './async-api.ts';
import { withGenerated } from './between-markers.ts';
import { exampleEnv } from './example-env.ts';
import { flowPicture, flowTable } from './flow-picture.ts';
import { flowForTerraform, tablesForTerraform } from './infra-values.ts';
import { openApiDocument } from './open-api.ts';
import { retentionTable } from './retention-table.ts';
import { stableJson } from './stable-json.ts';

/** Every generated file, or file with a generated part, as it ought to read. Paths from the root. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['openapi.json', stableJson(await openApiDocument())],
    ['asyncapi.json', stableJson(asyncApiDocument())],
    ['example.env', exampleEnv()],
    ['infra/flow.json', stableJson(flowForTerraform())],
    ['infra/tables.json', stableJson(tablesForTerraform())],
    ['README.md', filled('README.md', 'flow', flowPicture())],
    ['docs/architecture.md', filled('docs/architecture.md', 'events', flowTable())],
    ['docs/operations.md', filled('docs/operations.md', 'retention', retentionTable())],
  ]);
}

function filled(path: string, name: string, content: string): string {
  return withGenerated(readFileSync(fromRoot(path), 'utf8'), name, content);
}
