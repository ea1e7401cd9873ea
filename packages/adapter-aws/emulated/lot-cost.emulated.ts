import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { lotCounts } from '../../../bench/adapters/lot-counts.ts';

const COMMAND = 'npm run bench -- adapters expect';
const EXPECTED: Readonly<Record<string, number>> = JSON.parse(
  readFileSync(new URL('./lot-cost.expected.json', import.meta.url), 'utf8'),
);

it('takes no more requests and units for the life of a lot than before', async () => {
  const counts = await lotCounts();
  const changes = [...new Set([...Object.keys(EXPECTED), ...Object.keys(counts)])].map((name) => {
    return { name, was: EXPECTED[name] ?? 0, is: counts[name] ?? 0 };
  });
  const raised = changes.filter(({ was, is }) => is > was);
  const lowered = changes.filter(({ was, is }) => is < was);

  expect(raised, `A lot costs more. If it has to: ${COMMAND}, and say why in docs/cost.md.`).toEqual([]);
  expect(lowered, `A lot costs less: lower the file, ${COMMAND}, so that it stays so.`).toEqual([]);
});
