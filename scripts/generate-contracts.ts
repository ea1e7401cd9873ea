import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generatedFiles } from './contracts/generated-files.ts';
import { fromRoot } from './shared/from-root.ts';

// `npm run contracts`: openapi.json, asyncapi.json, example.env, and the parts of documents that follow from code.
for (const [path, text] of await generatedFiles()) {
  const file = fromRoot(path);
  const isCurrent = existsSync(file) && readFileSync(file, 'utf8') === text;
  if (!isCurrent) writeFileSync(file, text);
  console.log(`${path}: ${isCurrent ? 'as it was' : 'written'}`);
}
