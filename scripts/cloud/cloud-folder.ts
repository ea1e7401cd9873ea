import { join, resolve } from 'node:path';
import { fromRoot } from '../shared/from-root.ts';

/** What the local cloud keeps beside the emulator: token keys, logs, and which processes run. Not under version control. */
export const CLOUD_FOLDER = resolve(process.env.SPRK_CLOUD_DIR ?? fromRoot('data/cloud'));

export const cloudFiles = {
  jwks: join(CLOUD_FOLDER, 'jwks.json'),
  processes: join(CLOUD_FOLDER, 'processes.json'),
  log: (service: string) => join(CLOUD_FOLDER, 'logs', `${service}.log`),
} as const;
