import { parseArgs } from 'node:util';
import { PROFILES, type Profile } from '../emulator/options.ts';

export interface CloudOptions {
  readonly profile: Profile;
  /** Of LocalStack. */
  readonly port: number;
  readonly seed: 'demo' | 'none';
  /** Leaves LocalStack running when everything else is taken down. */
  readonly keepEmulator: boolean;
}

/** @throws Error that says which argument is wrong. */
export function cloudOptions(argv: readonly string[], env: { readonly SPRK_SEED?: string }): CloudOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      profile: { type: 'string', default: 'localstack' },
      port: { type: 'string', default: '4566' },
      'keep-emulator': { type: 'boolean', default: false },
      seed: { type: 'string', default: env.SPRK_SEED ?? 'demo' },
    },
  });
  const profile = PROFILES.find((name) => name === values.profile);
  const port = Number(values.port);
  const problems = [
    ...(profile ? [] : [`--profile is one of ${PROFILES.join(', ')}, not "${values.profile}".`]),
    ...(Number.isInteger(port) && port > 0 && port < 65_536
      ? []
      : [`--port is a port, not "${values.port}".`]),
    ...(values.seed === 'demo' || values.seed === 'none'
      ? []
      : [`--seed is demo or none, not "${values.seed}".`]),
  ];
  if (!profile || problems.length > 0) throw new Error(problems.join('\n'));
  const seed = values.seed === 'none' ? 'none' : 'demo';
  return { profile, port, seed, keepEmulator: values['keep-emulator'] };
}
