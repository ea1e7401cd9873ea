import { type Health, isMoto, localStackHealth } from './health.ts';
import { motoPort, type Profile } from './options.ts';

export interface Running {
  readonly profile: Profile;
  readonly hasMoto: boolean;
  readonly health: Health;
}

/** What answers on the port, whoever started it. */
export async function runningEmulator(port: number): Promise<Running | undefined> {
  const [health, hasMoto] = await Promise.all([localStackHealth(port), isMoto(motoPort(port))]);
  if (!health) return undefined;
  return { profile: profileOf(health, hasMoto), hasMoto, health };
}

/** 4.14.0 is the last open release; those after it have the year as their version. */
export function profileOf({ version }: Pick<Health, 'version'>, hasMoto: boolean): Profile {
  if (/^\d{4}\./.test(version)) return 'localstack-2026';
  return hasMoto ? 'localstack+moto' : 'localstack';
}
