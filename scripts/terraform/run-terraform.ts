import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { openCliConfig } from './cli-config.ts';
import { findTerraform } from './find-terraform.ts';
import { findPluginMirror } from './plugin-mirror.ts';

const LINES_KEPT = 20;

/** No questions, no colours, no look for a newer version. */
const QUIET = { TF_IN_AUTOMATION: '1', TF_INPUT: '0', TF_CLI_ARGS: '-no-color', CHECKPOINT_DISABLE: '1' };

export interface TerraformRun {
  readonly dir: string;
  readonly args: readonly string[];
  /** On top of this program's own; undefined takes a variable away. See `emulatorVariables`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Starts each line that is shown while Terraform works; without it nothing is shown. */
  readonly label?: string;
  /** Which of those lines are worth it; default: all. */
  readonly shows?: (line: string) => boolean;
  /** Exit codes that are no failure: `plan -detailed-exitcode` ends with 2 where there are changes. Default: 0 only. */
  readonly okCodes?: readonly number[];
}

export interface TerraformResult {
  readonly code: number;
  readonly stdout: string;
}

/** @throws Error with Terraform's last lines when it ends with another code. */
export async function runTerraform(run: TerraformRun): Promise<TerraformResult> {
  const { dir, args, label, shows = () => true, okCodes = [0] } = run;
  using config = openCliConfig(findPluginMirror(process.env), process.env);
  const child = spawn(findTerraform(process.env.PATH ?? ''), [...args], {
    cwd: dir,
    env: { ...process.env, ...QUIET, ...config.variables, ...run.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout: string[] = [];
  const all: string[] = [];
  const take = (line: string) => {
    all.push(line);
    if (label !== undefined && line !== '' && shows(line)) console.log(`${label} | ${line}`);
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    stdout.push(line);
    take(line);
  });
  createInterface({ input: child.stderr }).on('line', take);
  const code = await new Promise<number>((ended, failed) => {
    child.once('error', failed);
    child.once('close', (exitCode) => ended(exitCode ?? -1));
  });
  if (!okCodes.includes(code)) {
    throw new Error(
      `terraform ${args.join(' ')} in ${dir}: exit code ${code}.\n${all.slice(-LINES_KEPT).join('\n')}`,
    );
  }
  return { code, stdout: stdout.join('\n') };
}
