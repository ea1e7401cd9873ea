import { describe, expect, it } from 'vitest';
import { emulatorVariables } from './emulator-variables.ts';

describe('emulatorVariables', () => {
  it('points at the emulator with test keys, and takes away what could lead to a real account', () => {
    const variables = emulatorVariables({ AWS_ENDPOINT_URL: 'http://localhost:4566' });

    expect(variables).toMatchObject({ AWS_ENDPOINT_URL: 'http://localhost:4566', AWS_ACCESS_KEY_ID: 'test' });
    expect(Object.keys(variables).filter((name) => variables[name] === undefined)).toEqual([
      'AWS_SESSION_TOKEN',
      'AWS_PROFILE',
    ]);
  });
});
