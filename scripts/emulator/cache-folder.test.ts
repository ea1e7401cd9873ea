import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from './cache-folder.ts';

describe('cacheFolder', () => {
  it('is the one that is set, otherwise one of the user', () => {
    expect(cacheFolder({ SPRK_CACHE_DIR: 'here', XDG_CACHE_HOME: '/cache' }, '/ada')).toBe(resolve('here'));
    expect(cacheFolder({ XDG_CACHE_HOME: '/cache' }, '/ada')).toBe('/cache/sprk');
    expect(cacheFolder({}, '/ada')).toBe('/ada/.cache/sprk');
  });
});
