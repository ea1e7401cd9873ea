import { SPRK_NAMES } from '@sprk/platform';
import { describe, expect, it } from 'vitest';
import { namesByProgram } from './example-env.ts';

/** Read by tests only. */
const OF_TESTS = ['SPRK_FIXTURES', 'SPRK_KILLS'];

describe('the names of all variables', () => {
  it('are those of the programs and the tests, no more and no fewer', () => {
    const names = new Set([...Object.values(namesByProgram()).flat(), ...OF_TESTS]);

    expect([...SPRK_NAMES].sort()).toEqual([...names].sort());
  });
});
