import type { Rehearsal } from '../../infra/policy/rehearsal/rehearse-stack.ts';
import { ENVIRONMENTS, foldersIn, stacksInOrder } from '../../infra/policy/rehearsal/stacks.ts';
import { readCapabilities } from '../emulator/capabilities.ts';
import type { Profile } from '../emulator/options.ts';
import { readRepositoryFile, repositoryFiles } from '../shared/repository-files.ts';
import { familyOf } from './family-of.ts';

const PROFILES: readonly Profile[] = ['localstack', 'localstack+moto', 'localstack-2026'];

/** The generated parts of infra/README.md, by the name of their markers. */
export function catalogue(rehearsals: readonly Rehearsal[]): Readonly<Record<string, string>> {
  return {
    modules: moduleTable(),
    stacks: stackTable(rehearsals),
    contracts: contractDiagram(),
    'what-runs-where': resourceTable(rehearsals),
  };
}

function moduleTable(): string {
  const rows = foldersIn('infra/modules').map((name) => {
    const users = stacksInOrder().filter(({ folder }) => usesModule(folder, name));
    const links = users.map((stack) => `[${stack.name}](${stack.folder})`).join(', ');
    return [`[${name}](modules/${name})`, purposeOf(`infra/modules/${name}`), links || 'other modules'];
  });
  return table(['module', 'purpose', 'used by'], rows);
}

function stackTable(rehearsals: readonly Rehearsal[]): string {
  const rows = stacksInOrder().map(({ name, folder }) => [
    `[${name}](${folder})`,
    purposeOf(`infra/${folder}`),
    ...ENVIRONMENTS.map((environment) => {
      const own = rehearsals.find((one) => one.stack === name && one.environment === environment);
      return String(own?.resources.length ?? 0);
    }),
  ]);
  return table(['stack', 'purpose', ...ENVIRONMENTS], rows);
}

function contractDiagram(): string {
  const arrows = stacksInOrder().flatMap(({ name, reads }) => reads.map((other) => `  ${other} --> ${name}`));
  return ['```mermaid', 'flowchart LR', ...arrows, '```'].join('\n');
}

function resourceTable(rehearsals: readonly Rehearsal[]): string {
  const profiles = PROFILES.map((profile) => readCapabilities(profile).families);
  const types = rehearsals.flatMap(({ resources }) => resources.map(({ type }) => type));
  const rows = [...new Set(types)].sort().map((type) => {
    const family = familyOf(type);
    const stacks = rehearsals.filter(({ resources }) => resources.some((resource) => resource.type === type));
    const names = [...new Set(stacks.map(({ stack }) => stack))].join(', ');
    return [`\`${type}\``, names, ...profiles.map((families) => families[family] ?? '–')];
  });
  return table(['resource', 'stacks', ...PROFILES], rows);
}

/** The first sentence of a README; without one, nothing. */
function purposeOf(folder: string): string {
  const [file] = repositoryFiles(`${folder}/README.md`);
  const paragraph = file ? readRepositoryFile(file).split(/\n{2,}/)[1] : undefined;
  return paragraph?.replaceAll('\n', ' ').split(/(?<=\.)\s/)[0] ?? '';
}

function usesModule(folder: string, module: string): boolean {
  return repositoryFiles(`infra/${folder}/*.tf`).some((file) =>
    readRepositoryFile(file).includes(`modules/${module}"`),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
