import { spawnSync } from 'node:child_process';
import { fromRoot } from '../shared/from-root.ts';
import { openCliConfig } from '../terraform/cli-config.ts';
import { findPluginMirror } from '../terraform/plugin-mirror.ts';
import type { StackContext } from './stacks.ts';

/** Makes the bucket of Terraform's states as it is made in an account of AWS. Safe to repeat. */
export function bootstrap({ env }: StackContext): void {
  console.log('bootstrap | bucket for the states');
  using config = openCliConfig(findPluginMirror(process.env), process.env);
  const { status, stdout, stderr } = spawnSync('sh', [fromRoot('infra/bootstrap/bootstrap.sh'), 'local'], {
    encoding: 'utf8',
    env: { ...process.env, ...config.variables, ...env },
  });
  if (status !== 0)
    throw new Error(`infra/bootstrap/bootstrap.sh local: exit code ${status}.\n${stdout}${stderr}`);
}
