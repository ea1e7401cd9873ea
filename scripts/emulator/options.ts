import { parseArgs } from 'node:util';

export const PROFILES = ['localstack', 'localstack+moto', 'localstack-2026'] as const;
export type Profile = (typeof PROFILES)[number];

export const COMMANDS = ['start', 'stop', 'status', 'probe'] as const;
export type Command = (typeof COMMANDS)[number];

export interface EmulatorOptions {
  readonly command: Command;
  readonly profile: Profile;
  readonly port: number;
}

/** Moto listens this far above LocalStack. */
const MOTO_OFFSET = 1000;
const LARGEST_PORT = 65_535 - MOTO_OFFSET;

export function motoPort(port: number): number {
  return port + MOTO_OFFSET;
}

/** @throws Error that says which argument is wrong. */
export function parseOptions(argv: readonly string[]): EmulatorOptions {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      profile: { type: 'string', default: 'localstack' },
      port: { type: 'string', default: '4566' },
    },
  });
  const [command = 'start', ...rest] = positionals;
  if (rest.length > 0) throw new Error(`One command at a time, not also: ${rest.join(' ')}.`);
  return {
    command: oneOf('The command', COMMANDS, command),
    profile: oneOf('--profile', PROFILES, values.profile),
    port: portFrom(values.port),
  };
}

function oneOf<T extends string>(label: string, allowed: readonly T[], given: string): T {
  const found = allowed.find((name) => name === given);
  if (found === undefined) throw new Error(`${label} is one of ${allowed.join(', ')}, not "${given}".`);
  return found;
}

function portFrom(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > LARGEST_PORT) {
    throw new Error(`--port is a number from 1 to ${LARGEST_PORT}, not "${text}".`);
  }
  return port;
}
