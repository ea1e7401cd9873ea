import { describe, expect, it } from 'vitest';
import { javaHomeFrom } from './find-java.ts';

const settings = (version: string) => `Property settings:
    java.home = /usr/lib/jvm/java
    java.specification.version = ${version}
    java.vm.specification.version = 99
`;

describe('javaHomeFrom', () => {
  it('is the home of a Java that is new enough', () => {
    expect(javaHomeFrom(settings('17'))).toBe('/usr/lib/jvm/java');
    expect(javaHomeFrom(settings('21'))).toBe('/usr/lib/jvm/java');
  });

  it('is nothing for an older one, or where there is none', () => {
    expect(javaHomeFrom(settings('11'))).toBeUndefined();
    expect(javaHomeFrom(settings('1.8'))).toBeUndefined();
    expect(javaHomeFrom('')).toBeUndefined();
  });
});
