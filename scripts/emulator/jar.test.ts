import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { startJar } from './install-dynamodb-local.ts';
import { jar } from './jar.ts';
import { noAgentJar } from './no-agent.ts';

describe('jar', () => {
  it('can be read from its end, as zip readers do', () => {
    const content = Buffer.from('hello');

    const zip = jar([
      { path: 'empty', content: Buffer.alloc(0) },
      { path: 'a/greeting.txt', content },
    ]);

    expect(entriesOf(zip)).toEqual([
      { path: 'empty', text: '', checksum: 0 },
      { path: 'a/greeting.txt', text: 'hello', checksum: crc32(content) },
    ]);
  });
});

describe('startJar', () => {
  it('names the main class and every library, in order', () => {
    const [manifest] = entriesOf(startJar(['b.jar', 'native.so', 'a.jar']));

    expect(manifest?.path).toBe('META-INF/MANIFEST.MF');
    expect(manifest?.text).toContain('ServerRunner\r\n');
    expect(manifest?.text).toContain('Class-Path: DynamoDBLocal_lib/a.jar DynamoDBLocal_lib/b.jar\r\n');
  });
});

describe('noAgentJar', () => {
  it('holds the class that its manifest names', () => {
    const [manifest, agent] = entriesOf(noAgentJar());

    expect(manifest?.text).toContain('Premain-Class: sprk.NoAgent\r\n');
    expect(agent?.path).toBe('sprk/NoAgent.class');
    expect(agent?.text).toContain('premain');
  });
});

function entriesOf(zip: Buffer) {
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const [checksum, size, nameLength] = [
      zip.readUInt32LE(at + 16),
      zip.readUInt32LE(at + 24),
      zip.readUInt16LE(at + 28),
    ];
    const path = zip.toString('latin1', at + 46, at + 46 + nameLength);
    const start = zip.readUInt32LE(at + 42) + 30 + nameLength;
    at += 46 + nameLength;
    return { path, text: zip.toString('latin1', start, start + size), checksum };
  });
}
