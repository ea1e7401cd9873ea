import { readFileSync } from 'node:fs';
import { fromRoot } from '../shared/from-root.ts';
import type { Profile } from './options.ts';

/** A file of infra/emulators: Terraform and the tests read it, the probe keeps it true. */
export interface Capabilities {
  readonly profile: Profile;
  /** What carries each family of APIs; null where nothing does. */
  readonly families: Readonly<Record<string, Carrier | null>>;
  /** What a carried family cannot do all the same. */
  readonly limits: Readonly<Record<string, string>>;
}

export type Carrier = 'localstack' | 'moto';

export function readCapabilities(profile: Profile): Capabilities {
  const file = fromRoot(`infra/emulators/${profile.replace('+', '-')}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Capabilities;
}

/** One line for each family whose flag is not what was found. */
export function differences(
  stated: Capabilities['families'],
  found: Capabilities['families'],
): readonly string[] {
  const names = [...new Set([...Object.keys(stated), ...Object.keys(found)])].sort();
  return names
    .filter((name) => stated[name] !== found[name])
    .map((name) => `${name}: stated ${say(stated[name])}, found ${say(found[name])}`);
}

function say(carrier: Carrier | null | undefined): string {
  return carrier === undefined ? 'nowhere' : (carrier ?? 'not carried');
}
