import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atMost } from '../../infra/policy/rehearsal/at-most.ts';
import { foldersIn } from '../../infra/policy/rehearsal/stacks.ts';
import { readMessages, withoutComplaints } from '../../infra/policy/rehearsal/test-messages.ts';
import { openWorkCopy, type WorkCopy } from '../../infra/policy/rehearsal/work-copy.ts';
import { goToolPath } from '../../scripts/infra-docs/go-tools.ts';
import { skipWithout } from '../../scripts/shared/tools.ts';
import { runTerraform } from '../../scripts/terraform/run-terraform.ts';

const places = [
  ...foldersIn('infra/modules').map((name) => `modules/${name}`),
  ...foldersIn('infra/stacks').map((name) => `stacks/${name}`),
];
/** Waiting for a turn counts, too. */
const TURN_WITHIN_MS = 1_200_000;
const toolPath = goToolPath(process.env);
let copy: WorkCopy;
beforeAll(() => {
  copy = openWorkCopy();
});
afterAll(() => copy[Symbol.dispose]());

describe.skipIf(skipWithout('terraform', process.env))('infra', () => {
  const takeTurn = atMost(2);

  it('is formatted as `terraform fmt -recursive infra` does it', async () => {
    const args = ['fmt', '-check', '-list=true', '-recursive'];
    const { stdout } = await runTerraform({ dir: copy.folder, args, okCodes: [0, 3] });

    expect(stdout).toBe('');
  });

  it('has a valid bootstrap', async () => {
    const dir = await initialised('bootstrap');

    await runTerraform({ dir, args: ['validate'] });
  });

  // `terraform test` validates before it runs, so each module is loaded once only.
  it.concurrent.each(places)(
    '%s is valid and passes its tests, with AWS mocked',
    { timeout: TURN_WITHIN_MS },
    (place) =>
      takeTurn(async () => {
        const dir = await initialised(place);
        const env = { GOGC: '400', AWS_REGION: 'eu-central-1' };
        const { stdout } = await runTerraform({ dir, args: ['test', '-json'], env, okCodes: [0, 1] });
        const summary = withoutComplaints(readMessages(stdout)).find(
          ({ type }) => type === 'test_summary',
        )?.test_summary;
        rmSync(join(dir, '.terraform'), { recursive: true, force: true });

        expect(summary).toMatchObject({ status: 'pass', failed: 0, errored: 0, skipped: 0 });
        expect(summary?.passed, `${place} has no tests`).toBeGreaterThan(0);
      }),
  );
});

describe.skipIf(skipWithout('tflint', { ...process.env, PATH: toolPath }))('infra', () => {
  it('has nothing that tflint complains of', () => {
    const args = ['--recursive', '--format=compact', `--config=${join(copy.folder, '.tflint.hcl')}`];
    const { stdout, stderr } = spawnSync('tflint', args, {
      cwd: copy.folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: toolPath },
    });

    expect(`${stdout}${stderr}`.trim()).toBe('');
  });
});

async function initialised(place: string): Promise<string> {
  const dir = join(copy.folder, place);
  await runTerraform({ dir, args: ['init', '-backend=false'] });
  return dir;
}
