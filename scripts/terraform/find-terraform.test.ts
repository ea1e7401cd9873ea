import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findTerraform, isSuitable } from './find-terraform.ts';

const folder = mkdtempSync(join(tmpdir(), 'sprk-find-terraform-'));
const program = join(folder, 'terraform');
writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('findTerraform', () => {
  it('finds one that is new enough on the path', () => {
    expect(findTerraform(folder, () => '1.11.4')).toBe(program);
  });

  it('says what is needed where there is none or an old one', () => {
    expect(() => findTerraform('/nowhere')).toThrow('npm run setup');
    expect(() => findTerraform(folder, () => '1.10.5')).toThrow(
      `1.11 or newer, below 2.0 is needed, and ${program}`,
    );
  });
});

describe('isSuitable', () => {
  it('compares numbers, not texts', () => {
    const suitable = ['1.9.8', '1.10.0', '1.11.0', '1.13.0-beta1', '2.0.0', 'unknown'].filter(isSuitable);

    expect(suitable).toEqual(['1.11.0', '1.13.0-beta1']);
  });
});
