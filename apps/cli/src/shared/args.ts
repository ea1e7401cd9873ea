import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { CliError } from './cli-error.ts';

/** Parses options strictly; `--help` gives undefined after printing the usage. */
export function readArgs<const Options extends ParseArgsOptionsConfig>(
  argv: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      strict: true,
      allowPositionals: false,
    });
    if ((values as { help?: boolean }).help) {
      console.log(usage);
      return undefined;
    }
    return values;
  } catch (cause) {
    const [message = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new CliError(`${message.replace(/\.?$/, '.')} See --help.`, { exitCode: 2, cause });
  }
}

export type NumberRange = { readonly min: number; readonly max: number; readonly isInteger?: boolean };

/** The number behind an option, or its default; anything else is an error that names the option. */
export function numberArg(
  name: string,
  text: string | undefined,
  fallback: number,
  { min, max, isInteger = false }: NumberRange,
): number {
  if (text === undefined) return fallback;
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (number >= min && number <= max && (!isInteger || Number.isInteger(number))) return number;
  const kind = isInteger ? 'a whole number' : 'a number';
  throw new CliError(`--${name} must be ${kind} from ${min} to ${max}, not "${text}". See --help.`, {
    exitCode: 2,
  });
}
