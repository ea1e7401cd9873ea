import { beforeAll, describe, expect, it } from 'vitest';
import { skipWithout } from '../../scripts/shared/tools.ts';
import { POLICIES } from './policies/index.ts';
import { JUSTIFIED } from './policies/justified-wildcards.ts';
import { breached, type Policy } from './policy.ts';
import { allRehearsals, REHEARSALS_WITHIN_MS } from './rehearsal/rehearsals.ts';
import { type System, systemsIn } from './system.ts';

const cases = POLICIES.map((policy): [string, Policy] => [policy.sentence, policy]);

describe.skipIf(skipWithout('terraform', process.env))('every environment', () => {
  let systems: readonly System[];
  beforeAll(async () => {
    systems = systemsIn(await allRehearsals(process.env));
  }, REHEARSALS_WITHIN_MS);

  it.each(cases)('%s', (_, policy) => {
    const findings = systems.flatMap((system) =>
      policy.check(system).map((finding) => `${system.environment}: ${finding}`),
    );

    expect(findings).toEqual([]);
  });

  // A policy that cannot fail guards nothing: each has to notice one small change to the real production.
  it.each(cases)('is noticed if it no longer %s', (_, policy) => {
    const production = systems.find(({ environment }) => environment === 'prod');
    const broken = production && breached(production, policy.breach);

    expect(broken, `there is no ${policy.breach.type} that could be changed`).toBeDefined();
    expect(policy.check(broken!)).not.toEqual(policy.check(production!));
  });

  it('still has each statement whose wildcard is justified', () => {
    const addresses = systems.flatMap(({ resources }) => resources.map(({ address }) => address));

    expect(JUSTIFIED.filter(({ address }) => !addresses.some((one) => address.test(one)))).toEqual([]);
  });
});
