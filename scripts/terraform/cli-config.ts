import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface CliConfig extends Disposable {
  readonly variables: { readonly TF_CLI_CONFIG_FILE?: string | undefined };
}

/**
 * Terraform's CLI configuration, as long as it is needed. Without a mirror the user's own holds, unless its variable points
 * at nothing: Terraform would not start.
 */
export function openCliConfig(
  mirror: string | undefined,
  env: { readonly TF_CLI_CONFIG_FILE?: string },
): CliConfig {
  if (mirror) return writeConfig(mirror);
  const own = env.TF_CLI_CONFIG_FILE;
  const variables = own && !existsSync(own) ? { TF_CLI_CONFIG_FILE: undefined } : {};
  return { variables, [Symbol.dispose]: () => undefined };
}

function writeConfig(mirror: string): CliConfig {
  const folder = mkdtempSync(join(tmpdir(), 'sprk-terraform-'));
  const file = join(folder, 'terraform.rc');
  writeFileSync(file, cliConfig(mirror));
  return {
    variables: { TF_CLI_CONFIG_FILE: file },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Takes providers from the folder and from nowhere else. */
export function cliConfig(mirror: string): string {
  return `disable_checkpoint = true

provider_installation {
  filesystem_mirror {
    path = ${JSON.stringify(mirror)}
  }
}
`;
}
