import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type CacheEnv, cacheFolder } from '../emulator/cache-folder.ts';
import { installOnce } from '../emulator/install-once.ts';
import { runStep } from '../emulator/run-step.ts';
import { findTool } from '../shared/tools.ts';

export interface GoTool {
  readonly name: string;
  /** Module and package are the same for these. */
  readonly module: string;
  readonly version: string;
}

export const TERRAFORM_DOCS: GoTool = {
  name: 'terraform-docs',
  module: 'github.com/terraform-docs/terraform-docs',
  version: 'v0.21.0',
};
export const TFLINT: GoTool = {
  name: 'tflint',
  module: 'github.com/terraform-linters/tflint',
  version: 'v0.64.0',
};

type Env = CacheEnv & { readonly PATH?: string };

/** The variable PATH with the folder of tools that we built at its end: what the user has comes first. */
export function goToolPath(env: Env): string {
  return [env.PATH ?? '', join(cacheFolder(env), 'bin')].join(delimiter);
}

export function findGoTool({ name }: GoTool, env: Env): string | undefined {
  return findTool(name, goToolPath(env));
}

/** Builds a tool from its pinned source; takes a minute or two, and Go. @returns where it is */
export async function installGoTool(tool: GoTool, env: Env): Promise<string> {
  const { name, module, version } = tool;
  const program = join(cacheFolder(env), 'bin', name);
  const source = join(cacheFolder(env), 'go', `${name}-${version}`);
  await installOnce(source, async (folder) => {
    // A module of its own: `go install` would ignore what the tool's own go.mod replaces and refuses some versions.
    writeFileSync(join(folder, 'go.mod'), goMod(tool));
    const build = ['build', '-C', folder, '-mod=mod', '-trimpath', '-ldflags=-s -w', '-o', name, module];
    await runStep(`${name} ${version}: building`, 'env', [
      'CGO_ENABLED=0',
      'GOFLAGS=-buildvcs=false',
      'go',
      ...build,
    ]);
    mkdirSync(join(cacheFolder(env), 'bin'), { recursive: true });
    renameSync(join(folder, name), program);
  });
  return program;
}

function goMod({ module, version }: GoTool): string {
  return `module sprk.example/tools\n\ngo 1.24\n\nrequire ${module} ${version}\n\ntool ${module}\n`;
}
