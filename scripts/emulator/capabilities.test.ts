import { describe, expect, it } from 'vitest';
import { differences, readCapabilities } from './capabilities.ts';
import { endpointVariables } from './endpoints.ts';
import { FAMILIES } from './families.ts';
import { PROFILES } from './options.ts';
import { profileOf } from './running.ts';

describe('infra/emulators', () => {
  it.each(PROFILES)('has a flag for each family, and limits of carried ones only: %s', (profile) => {
    const { families, limits, ...stated } = readCapabilities(profile);

    expect(stated.profile).toBe(profile);
    expect(Object.keys(families)).toEqual(FAMILIES.map(({ name }) => name));
    expect(Object.keys(limits).filter((name) => !families[name])).toEqual([]);
  });

  it('says Moto for exactly the families whose endpoint is on Moto', () => {
    const variables = endpointVariables(4566, 5566);
    const onMoto = FAMILIES.filter(({ endpointName }) => variables[`AWS_ENDPOINT_URL_${endpointName}`]);
    const { families } = readCapabilities('localstack+moto');

    const stated = Object.keys(families).filter((name) => families[name] === 'moto');

    expect(stated).toEqual(onMoto.map(({ name }) => name));
    expect(Object.keys(variables)).toHaveLength(onMoto.length + 1);
  });
});

describe('differences', () => {
  it('names what is stated otherwise, not at all, or not there any more', () => {
    const stated = { s3: 'localstack', eks: null, gone: null } as const;
    const found = { s3: 'localstack', eks: 'moto', added: null } as const;

    expect(differences(stated, found)).toEqual([
      'added: stated nowhere, found not carried',
      'eks: stated not carried, found moto',
      'gone: stated not carried, found nowhere',
    ]);
  });
});

describe('profileOf', () => {
  it('follows from the version and from Moto beside it', () => {
    expect(profileOf({ version: '4.14.0' }, false)).toBe('localstack');
    expect(profileOf({ version: '4.14.0' }, true)).toBe('localstack+moto');
    expect(profileOf({ version: '2026.6.0' }, false)).toBe('localstack-2026');
  });
});
