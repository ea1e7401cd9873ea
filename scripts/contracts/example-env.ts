import { BACKEND_ENV } from '@sprk/backend/config';
import { CRUNCHER_ENV } from '@sprk/cruncher/config';
import { MATCHER_ENV } from '@sprk/matcher/config';
import { describeEnv } from '@sprk/platform';
import { STANDALONE_ENV } from '@sprk/standalone/config';

type Described = Omit<ReturnType<typeof describeEnv>[number], 'required'>;
interface Use {
  readonly program: string;
  readonly field: Described;
}

/** Commands and tests read these by hand: there is no schema to ask. */
const BY_HAND: readonly Use[] = [
  byHand('command line', 'SPRK_URL', 'Where the running system is', 'http://127.0.0.1:8080'),
  byHand('command line', 'SPRK_TOKEN', "An operator's token; without it the development login is tried"),
  byHand('tests', 'SPRK_FIXTURES', 'Folder of public data files; without it tests on real data are skipped'),
  byHand(
    'tests',
    'SPRK_KILLS',
    'How often the kill test kills a system, half of it for each of two seeds',
    '100',
  ),
];

/** Programs by the name people start them under, with their settings. */
const PROGRAMS = {
  standalone: STANDALONE_ENV,
  backend: BACKEND_ENV,
  matcher: MATCHER_ENV,
  cruncher: CRUNCHER_ENV,
} as const;

const HEAD = [
  '# Settings of SPRK, written by `npm run contracts`. Copy what you change into a file of your own, without #;',
  '# quote values with blanks. Each program wants its own file: it refuses SPRK_ names that it does not know.',
  '# The environment alone counts, no file is read: set -a; . ./my.env; set +a; npm start',
];

/** Every setting of every program, each once, with its default per program. */
export function exampleEnv(): string {
  const byName = Map.groupBy(allUses(), ({ field }) => field.name);
  const blocks = [...byName].map(([name, its]) => block(name, its));
  return `${[HEAD.join('\n'), ...blocks].join('\n\n')}\n`;
}

export function namesByProgram(): Readonly<Record<string, readonly string[]>> {
  const byProgram = Object.groupBy(allUses(), ({ program }) => program);
  const names = Object.entries(byProgram).map(([program, its = []]) => [
    program,
    its.map(({ field }) => field.name),
  ]);
  return Object.fromEntries(names);
}

function allUses(): Use[] {
  return [...Object.entries(PROGRAMS).flatMap(([program, schema]) => usesOf(program, schema)), ...BY_HAND];
}

function usesOf(program: string, schema: Parameters<typeof describeEnv>[0]): Use[] {
  return describeEnv(schema).map((field) => ({ program, field }));
}

function block(name: string, uses: readonly Use[]): string {
  const [first] = uses;
  if (!first) throw new Error(`Nobody uses ${name}.`);
  const { about, expects } = first.field;
  const programs = uses.map(
    ({ program, field }) => `${program}${isUsual(field) ? '' : ` (${defaultOf(field)})`}`,
  );
  return [
    `# ${about[0]?.toUpperCase()}${about.slice(1)}.`,
    `# Value: ${expects}. Read by: ${programs.join(', ')}.`,
    `#${name}=${first.field.default ?? ''}`,
  ].join('\n');

  function isUsual(field: Described): boolean {
    return field.default === first?.field.default;
  }
}

function defaultOf({ default: text }: Described): string {
  return text === undefined ? 'no default' : `default ${text}`;
}

function byHand(program: string, name: string, about: string, standard?: string): Use {
  return { program, field: { name, about, expects: 'a text', secret: false, default: standard } };
}
