import { readRepositoryFile } from '../../scripts/shared/repository-files.ts';
import type { Environment } from './rehearsal/stacks.ts';

/** Maps whose keys are names that an environment chooses; only what stands below such a name has to be the same. */
const NAMED_BY_THE_ENVIRONMENT = new Set(['access', 'floors', 'labels', 'node_groups', 'taints']);

/** Every attribute of an environment's values for a stack, as `settings.retention.queue_days`, with its value as it is written. */
export function tfvarsOf(stack: string, environment: Environment): ReadonlyMap<string, string> {
  const text = readRepositoryFile(`infra/envs/${environment}/${stack}.tfvars`).replaceAll(/(^|\s)#.*$/gm, '');
  const found = new Map<string, string>();
  const path: string[] = [];
  for (const [, name, opening, written, closing] of text.matchAll(TOKEN)) {
    if (closing) path.pop();
    else if (opening) path.push(name ?? '');
    else found.set([...path, name].join('.'), (written ?? '').trim());
  }
  return found;
}

/** `name = {`, or `name = anything else`, or `}`. */
const TOKEN = /([\w-]+)\s*=\s*(?:(\{)(?!\s*\})|(\[[^\]]*\]|"[^"]*"|\{\s*\}|[^\s,}]+))|(\})/g;

/** The keys that all environments must share. */
export function comparableKeys(values: ReadonlyMap<string, string>): readonly string[] {
  const keys = [...values.keys()].filter(
    (key) => !key.split('.').some((step) => NAMED_BY_THE_ENVIRONMENT.has(step)),
  );
  return [...new Set(keys)].toSorted();
}
