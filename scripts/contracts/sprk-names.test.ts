import { SPRK_NAMES } from '@sprk/platform';
import { describe, expect, it } from 'vitest';
import { namesByProgram } from './example-env.ts';

/** Read by tests only, and by the scripts around the emulator. */
const OF_TESTS = ['SPRK_FIXTURES', 'SPRK_KILLS'];
const OF_SCRIPTS = ['SPRK_CACHE_DIR', 'SPRK_CLOUD_DIR'];

describe('the names of all variables', () => {
  it('are those of the programs, the tests and the scripts, no more and no fewer', () => {
    const names = new Set([...Object.values(namesByProgram()).flat(), ...OF_TESTS, ...OF_SCRIPTS]);

    expect([...SPRK_NAMES].sort()).toEqual([...names].sort());
  });
});
