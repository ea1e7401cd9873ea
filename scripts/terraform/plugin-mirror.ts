import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const REGISTRY = 'registry.terraform.io';
const PLACES = ['/opt', '/usr/share', '/usr/local/share'] as const;

/**
 * A folder with Terraform's providers, for machines that do not reach the public registry.
 * @param places each is looked at itself, and so are the folders in it.
 */
export function findPluginMirror(
  env: { readonly TF_PLUGIN_MIRROR?: string },
  places: readonly string[] = PLACES,
): string | undefined {
  if (env.TF_PLUGIN_MIRROR) return named(env.TF_PLUGIN_MIRROR);
  return places.flatMap((place) => [place, ...foldersIn(place)]).find(isMirror);
}

function named(folder: string): string {
  if (isMirror(folder)) return folder;
  throw new Error(`TF_PLUGIN_MIRROR names ${folder}, and there is no ${REGISTRY} in it.`);
}

function isMirror(folder: string): boolean {
  return existsSync(join(folder, REGISTRY));
}

function foldersIn(place: string): string[] {
  if (!existsSync(place)) return [];
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(place, name));
}
