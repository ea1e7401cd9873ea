import { describe, expect, it } from 'vitest';
import { jarManifest } from './jar-manifest.ts';

describe('jarManifest', () => {
  it('starts with its version and ends with an empty line', () => {
    expect(jarManifest({ 'Main-Class': 'a.B' })).toBe('Manifest-Version: 1.0\r\nMain-Class: a.B\r\n\r\n');
  });

  it('folds long lines so that they can be put together again', () => {
    const classPath = Array.from({ length: 40 }, (_, index) => `lib/library-${index}.jar`).join(' ');

    const manifest = jarManifest({ 'Class-Path': classPath });

    expect(Math.max(...manifest.split('\r\n').map(({ length }) => length))).toBe(72);
    expect(manifest.replaceAll('\r\n ', '')).toContain(`Class-Path: ${classPath}\r\n`);
  });
});
