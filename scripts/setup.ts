import { spawnSync } from 'node:child_process';
import { findTool, locate, TOOLS, type Tool } from './shared/tools.ts';

// `npm run setup`: which optional tools are there. As root on Debian it installs those that Debian has.
const path = process.env.PATH ?? '';
const missing: Tool[] = [];

for (const tool of TOOLS) {
  const place = locate(tool, path);
  if (!place) missing.push(tool);
  console.log(`${tool.name}: ${place ?? 'missing'} (${tool.purpose})`);
}
if (missing.length === 0) console.log('Everything is there.');
const packages = missing.flatMap(({ debianPackage }) => debianPackage ?? []);
const mayInstall = findTool('apt-get', path) !== undefined && process.getuid?.() === 0;
if (mayInstall && packages.length > 0) install(packages);
explain(mayInstall ? missing.filter(({ debianPackage }) => !debianPackage) : missing);

function install(packages: readonly string[]): void {
  console.log(`apt-get install ${packages.join(' ')}`);
  const update = spawnSync('apt-get', ['update', '--quiet'], { stdio: 'inherit' });
  const options = ['--yes', '--quiet', '--no-install-recommends'];
  const { status } = spawnSync('apt-get', ['install', ...options, ...packages], { stdio: 'inherit' });
  if (update.status !== 0 || status !== 0) process.exitCode = 1;
}

function explain(tools: readonly Tool[]): void {
  for (const { name, debianPackage, elsewhere } of tools) {
    const onDebian = debianPackage ? `on Debian, apt-get install ${debianPackage}; elsewhere ` : '';
    console.log(`${name}: ${onDebian}${elsewhere}.`);
  }
}
