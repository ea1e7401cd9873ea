import { chmod, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runToEnd, startSystem } from './system-process.ts';

let root: string;
const PATIENCE_MS = 60_000;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sprk-start-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function aDataDir(name: string): Promise<string> {
  const dataDir = join(root, name);
  await mkdir(dataDir, { mode: 0o700 });
  return dataDir;
}

/** A start that fails says why in one line, without a stack, and with a code that is not 0. */
async function refusal(env: Record<string, string>): Promise<string> {
  const { code, stderr, stdout } = await runToEnd(env);
  expect(code).not.toBe(0);
  expect(stdout).toBe('');
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  return stderr;
}

describe('a system that cannot start', { timeout: PATIENCE_MS }, () => {
  it('names an unknown variable and what was probably meant', async () => {
    const said = await refusal({ SPRK_DATA_DIR: await aDataDir('unknown'), SPRK_PROT: '80' });
    expect(said).toMatch(/SPRK_PROT.*SPRK_PORT/);
  });

  it('names a port that is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';

    const said = await refusal({ SPRK_DATA_DIR: await aDataDir('port'), SPRK_PORT: port });

    expect(said).toMatch(new RegExp(`${port}.*in use`));
    server.close();
  });

  it('refuses a damaged data file and says what to do', async () => {
    const dataDir = await aDataDir('damaged');
    const system = await startSystem({ SPRK_DATA_DIR: dataDir });
    await system.stop();
    await truncate(join(dataDir, 'sprk.db'), 5000);

    expect(await refusal({ SPRK_DATA_DIR: dataDir })).toMatch(/damaged.*backup/i);
  });

  it('refuses a file that is no data file', async () => {
    const dataDir = await aDataDir('foreign');
    await writeFile(
      join(dataDir, 'sprk.db'),
      'this is a letter to my grandmother, not a database '.repeat(100),
    );
    expect(await refusal({ SPRK_DATA_DIR: dataDir })).toMatch(/sprk\.db/);
  });

  it('refuses secrets that others can read', async () => {
    const dataDir = await aDataDir('open-secrets');
    await (await startSystem({ SPRK_DATA_DIR: dataDir })).stop();
    await chmod(join(dataDir, 'secrets.json'), 0o644);
    expect(await refusal({ SPRK_DATA_DIR: dataDir })).toMatch(/chmod 600/);
  });

  it('refuses damaged secrets', async () => {
    const dataDir = await aDataDir('bad-secrets');
    await writeFile(join(dataDir, 'secrets.json'), '{"version": 1}', { mode: 0o600 });
    expect(await refusal({ SPRK_DATA_DIR: dataDir })).toMatch(/secrets file .* damaged/);
  });

  it('refuses a data folder that another system is using', async () => {
    const dataDir = await aDataDir('shared');
    const first = await startSystem({ SPRK_DATA_DIR: dataDir });
    expect(await refusal({ SPRK_DATA_DIR: dataDir })).toMatch(/in use/);
    expect(await first.stop()).toBe(0);
  });
});
