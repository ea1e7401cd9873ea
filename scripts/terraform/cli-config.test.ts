import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cliConfig, openCliConfig } from './cli-config.ts';

describe('openCliConfig', () => {
  it('names a file that points Terraform at the mirror, and removes it in the end', () => {
    const config = openCliConfig('/opt/plugins', {});
    const file = config.variables.TF_CLI_CONFIG_FILE ?? '';

    expect(readFileSync(file, 'utf8')).toBe(cliConfig('/opt/plugins'));
    expect(cliConfig('/opt/plugins')).toContain('path = "/opt/plugins"');
    config[Symbol.dispose]();
    expect(existsSync(file)).toBe(false);
  });

  it("leaves the user's own configuration alone without a mirror, unless it is not there", () => {
    const own = fileURLToPath(import.meta.url);

    expect(openCliConfig(undefined, {}).variables).toEqual({});
    expect(openCliConfig(undefined, { TF_CLI_CONFIG_FILE: own }).variables).toEqual({});
    expect(openCliConfig(undefined, { TF_CLI_CONFIG_FILE: '/nowhere/terraform.rc' }).variables).toEqual({
      TF_CLI_CONFIG_FILE: undefined,
    });
  });
});
