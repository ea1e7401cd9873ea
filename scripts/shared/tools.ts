import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findJavaHome } from '../emulator/find-java.ts';
import { findPython } from '../emulator/find-python.ts';

/** A program that some command or test needs and npm does not bring. */
export interface Tool {
  readonly name: string;
  readonly purpose: string;
  /** Debian's package, where it has one that is new enough. */
  readonly debianPackage?: string;
  /** How to get it elsewhere. */
  readonly elsewhere: string;
  /** For a tool that must have some version. @returns where it is */
  readonly find?: () => string | undefined;
}

export const TOOLS: readonly Tool[] = [
  {
    name: 'taskset',
    purpose: 'benchmarks pin server and load to a core each; without it their figures are noisier',
    debianPackage: 'util-linux',
    elsewhere: 'part of util-linux on any Linux; there is none for macOS and Windows',
  },
  {
    name: 'terraform',
    purpose: 'plans, applies and tests infra/; 1.11 or newer',
    elsewhere: 'https://developer.hashicorp.com/terraform/install',
  },
  {
    name: 'python3.13',
    purpose: 'npm run localstack without Docker; 3.13 or newer',
    elsewhere: '`pyenv install 3.13`, `uv python install 3.13` or https://www.python.org/downloads',
    find: () => findPython(homedir()),
  },
  {
    name: 'java',
    purpose: "LocalStack's DynamoDB without Docker; 17 or newer",
    debianPackage: 'openjdk-17-jre-headless',
    elsewhere: 'https://adoptium.net/temurin/releases',
    find: () => findJavaHome(process.env),
  },
  {
    name: 'mvn',
    purpose: "fetches LocalStack's DynamoDB without Docker",
    debianPackage: 'maven',
    elsewhere: '`brew install maven` or https://maven.apache.org/download.cgi',
  },
];

/** Where a tool is, if it is there in a version that will do. @param path as in the variable PATH */
export function locate({ name, find }: Tool, path: string): string | undefined {
  return find ? find() : findTool(name, path);
}

/** Where a program is. @param path as in the variable PATH */
export function findTool(name: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/**
 * Whether a test that needs a tool has to be skipped, with a word about it.
 * @throws Error where nothing may be skipped (CI).
 */
export function skipWithout(name: string, env: { readonly PATH?: string; readonly CI?: string }): boolean {
  if (findTool(name, env.PATH ?? '')) return false;
  const hint = `${name} is missing: npm run setup says how to get it.`;
  if (env.CI === 'true') throw new Error(hint);
  console.warn(`Skipped: ${hint}`);
  return true;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Not there, or not for us: the next folder may have it.
    return false;
  }
}
