import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findPluginMirror } from './plugin-mirror.ts';

const place = mkdtempSync(join(tmpdir(), 'sprk-mirror-'));
const mirror = join(place, 'plugins');
mkdirSync(join(mirror, 'registry.terraform.io'), { recursive: true });
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe('findPluginMirror', () => {
  it('finds a mirror in a place or in a folder of it', () => {
    expect(findPluginMirror({}, ['/nowhere', place])).toBe(mirror);
    expect(findPluginMirror({}, [mirror])).toBe(mirror);
    expect(findPluginMirror({}, ['/nowhere'])).toBeUndefined();
  });

  it('takes the one that is named, and refuses a name that leads nowhere', () => {
    expect(findPluginMirror({ TF_PLUGIN_MIRROR: mirror }, [])).toBe(mirror);
    expect(() => findPluginMirror({ TF_PLUGIN_MIRROR: place }, [mirror])).toThrow('TF_PLUGIN_MIRROR names');
  });
});
