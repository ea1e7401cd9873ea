import { spawnSync } from 'node:child_process';
import { findTool, TOOLS, type Tool } from './shared/tools.ts';

// `npm run setup`: which optional tools are there. As root on Debian it installs the others.
const path = process.env.PATH ?? '';
const missing = TOOLS.filter(({ name }) => !findTool(name, path));

for (const { name, purpose } of TOOLS) {
  console.log(`${findTool(name, path) ?? `${name}: missing`} (${purpose})`);
}
if (missing.length === 0) console.log('Everything is there.');
else if (findTool('apt-get', path) && process.getuid?.() === 0) install(missing);
else explain(missing);

function install(tools: readonly Tool[]): void {
  const packages = tools.map(({ debianPackage }) => debianPackage);
  console.log(`apt-get install ${packages.join(' ')}`);
  const update = spawnSync('apt-get', ['update', '--quiet'], { stdio: 'inherit' });
  const { status } = spawnSync(
    'apt-get',
    ['install', '--yes', '--quiet', '--no-install-recommends', ...packages],
    {
      stdio: 'inherit',
    },
  );
  if (update.status !== 0 || status !== 0) process.exitCode = 1;
}

function explain(tools: readonly Tool[]): void {
  for (const { name, debianPackage, elsewhere } of tools) {
    console.log(`${name}: on Debian, apt-get install ${debianPackage}. Elsewhere: ${elsewhere}.`);
  }
}
