import { spawnSync } from 'node:child_process';
import { findTool } from '../shared/tools.ts';

const NEEDED = '1.11 or newer, below 2.0';

/** @throws Error where there is none, or one that is too old for write-only secrets. */
export function findTerraform(path: string, versionOf: (program: string) => string = askVersion): string {
  const program = findTool('terraform', path);
  if (!program) throw new Error(`Terraform is missing (${NEEDED}): npm run setup says how to get it.`);
  const version = versionOf(program);
  if (!isSuitable(version)) throw new Error(`Terraform ${NEEDED} is needed, and ${program} is ${version}.`);
  return program;
}

/** @param version as in "1.11.4" */
export function isSuitable(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 1 && minor >= 11;
}

function askVersion(program: string): string {
  // Without the CLI configuration: a missing one would already fail this call.
  const env = { ...process.env, TF_CLI_CONFIG_FILE: undefined, CHECKPOINT_DISABLE: '1' };
  const { stdout } = spawnSync(program, ['version', '-json'], { encoding: 'utf8', env });
  return (JSON.parse(stdout || '{}') as { terraform_version?: string }).terraform_version ?? 'unknown';
}
