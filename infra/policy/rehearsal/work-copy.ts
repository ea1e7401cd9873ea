import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fromRoot } from '../../../scripts/shared/from-root.ts';

/** What Terraform leaves behind, and what it does not read. */
const LEFT_OUT = new Set(['.terraform', 'policy']);

export interface WorkCopy extends Disposable {
  /** Stands for the folder infra. */
  readonly folder: string;
}

/** A copy of infra in which Terraform may write, so that the working tree stays clean. */
export function openWorkCopy(): WorkCopy {
  const place = mkdtempSync(join(tmpdir(), 'sprk-infra-'));
  const folder = join(place, 'infra');
  cpSync(fromRoot('infra'), folder, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
  return { folder, [Symbol.dispose]: () => rmSync(place, { recursive: true, force: true }) };
}
