import { describe, expect, it } from 'vitest';
import { ENVIRONMENTS, stacksInOrder } from './rehearsal/stacks.ts';
import { comparableKeys, tfvarsOf } from './tfvars.ts';

const stacks = stacksInOrder().map(({ name }) => name);

describe('the environments', () => {
  it.each(stacks)('set the same things for %s, so that none is forgotten', (stack) => {
    const [expected, ...others] = ENVIRONMENTS.map((environment) =>
      comparableKeys(tfvarsOf(stack, environment)),
    );

    expect(expected).not.toEqual([]);
    for (const keys of others) expect(keys).toEqual(expected);
  });

  it.each(stacks)('say of %s which environment they are', (stack) => {
    const named = ENVIRONMENTS.map((environment) => tfvarsOf(stack, environment).get('environment'));

    expect(named).toEqual(ENVIRONMENTS.map((environment) => `"${environment}"`));
  });
});
