import { crc32 } from 'node:zlib';

export interface JarEntry {
  readonly path: string;
  readonly content: Buffer;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const ZIP_VERSION = 10;
/** 1 January 1980, the first day a zip file knows: the same content always gives the same bytes. */
const DATE = 0x21;

/** A jar is a zip file; uncompressed it is simple enough to be written without a JDK. */
export function jar(entries: readonly JarEntry[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.path);
    const facts = entryFacts(name, entry.content);
    const header = Buffer.concat([
      words(LOCAL_HEADER),
      shorts(ZIP_VERSION),
      facts,
      shorts(0),
      name,
      entry.content,
    ]);
    central.push(
      Buffer.concat([
        words(CENTRAL_HEADER),
        shorts(ZIP_VERSION, ZIP_VERSION),
        facts,
        // No extra field, no comment, disk 0, no attributes.
        shorts(0, 0, 0, 0),
        words(0, offset),
        name,
      ]),
    );
    local.push(header);
    offset += header.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.concat([
    words(END_OF_DIRECTORY),
    shorts(0, 0, entries.length, entries.length),
    words(directory.length, offset),
    shorts(0),
  ]);
  return Buffer.concat([...local, directory, end]);
}

/** The fields that stand alike in both headers: flags, method (stored), time, date, checksum, sizes, length of the name. */
function entryFacts(name: Buffer, content: Buffer): Buffer {
  return Buffer.concat([
    shorts(0, 0, 0, DATE),
    words(crc32(content), content.length, content.length),
    shorts(name.length),
  ]);
}

function shorts(...numbers: number[]): Buffer {
  return Buffer.from(Uint16Array.from(numbers).buffer);
}

function words(...numbers: number[]): Buffer {
  return Buffer.from(Uint32Array.from(numbers).buffer);
}
