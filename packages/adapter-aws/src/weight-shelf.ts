import type { Weights } from '@sprk/contracts';
import type { WeightRegistry } from '@sprk/core';
import { parseCursor, toCursor } from '@sprk/core/shared/page-cursor';
import type { JsonObjects, Stored } from './json-objects.ts';

/** The newest version that is published. */
interface Head {
  readonly version: string;
  readonly sequence: number;
}

type Published = Awaited<ReturnType<WeightRegistry['publish']>>;

const HEAD = 'head.json';
const LISTED = 'published/';
const WEIGHTS = 'weights';
/** Above every sequence: keys of newer versions come first in S3's order. */
const TOP = 10 ** 15;
const FETCHED_AT_ONCE = 10;

/**
 * Published weights. An artefact is written first, under its version; it is published when the head points to it, which
 * only a compare-and-swap can make it do, so sequences rise. Then an empty object in `published/` lists it; before the
 * head moves on, that of the last one is written, so none is missing after a crash. What the head never pointed to is
 * not published, whoever left it.
 */
export class WeightShelf {
  readonly #objects: JsonObjects;

  constructor(objects: JsonObjects) {
    this.#objects = objects;
  }

  async publish(weights: Weights): Promise<Published> {
    for (;;) {
      const result = await this.#tryToPublish(weights);
      if (result) return result;
    }
  }

  /** Undefined when somebody else was faster with the same thing: then all has to be looked at anew. */
  async #tryToPublish(weights: Weights): Promise<Published | undefined> {
    const { version, sequence, sha256 } = weights;
    const head = await this.#head();
    const stored = await this.#objects.read<Weights>(artefactKey(version));
    // What somebody left who died before publishing it may be published now, if it is the same.
    const isTaken = stored && (stored.content.sha256 !== sha256 || (await this.#isPublished(stored.content)));
    if (isTaken) return { kind: 'exists' };
    if (head && head.content.sequence >= sequence) return { kind: 'outdated' };
    if (!stored && !(await this.#objects.create(artefactKey(version), weights))) return undefined;
    if (head) await this.#objects.create(listedKey(head.content), {});
    if (!(await this.#objects.swap(HEAD, head, { version, sequence }))) return undefined;
    await this.#objects.create(listedKey(weights), {});
    return { kind: 'published' };
  }

  async find(version: string): Promise<Weights | undefined> {
    const stored = await this.#objects.read<Weights>(artefactKey(version));
    if (!stored) return undefined;
    return (await this.#isPublished(stored.content)) ? stored.content : undefined;
  }

  async list({ limit, cursor }: Parameters<WeightRegistry['list']>[0]) {
    const below = Number(parseCursor(WEIGHTS, cursor) ?? TOP);
    const versions = await this.#listed(below, limit + 1);
    const shown = versions.slice(0, limit);
    const items = await this.#artefacts(shown);
    const last = versions.length > limit ? shown.at(-1) : undefined;
    return { items, nextCursor: last ? toCursor(WEIGHTS, String(last.sequence)) : null };
  }

  /** Newest first. The head may not be listed yet, because its publisher is on the way or has died. */
  async #listed(below: number, limit: number): Promise<readonly Head[]> {
    const head = await this.#head();
    const found: Head[] = [];
    for await (const key of this.#objects.keys(LISTED, `${LISTED}${inverted(below)}~`, limit)) {
      found.push(headOf(key));
      if (found.length === limit) break;
    }
    const isMissing =
      head && head.content.sequence < below && !found.some(({ version }) => version === head.content.version);
    if (!isMissing) return found;
    return [...found, head.content].sort((a, b) => b.sequence - a.sequence).slice(0, limit);
  }

  async #artefacts(versions: readonly Head[]): Promise<readonly Weights[]> {
    const found: Weights[] = [];
    for (let from = 0; from < versions.length; from += FETCHED_AT_ONCE) {
      const some = versions.slice(from, from + FETCHED_AT_ONCE);
      const read = some.map(({ version }) => this.#objects.read<Weights>(artefactKey(version)));
      for (const stored of await Promise.all(read)) if (stored) found.push(stored.content);
    }
    return found;
  }

  async #isPublished(weights: Weights): Promise<boolean> {
    if (await this.#objects.exists(listedKey(weights))) return true;
    return (await this.#head())?.content.version === weights.version;
  }

  #head(): Promise<Stored<Head> | undefined> {
    return this.#objects.read<Head>(HEAD);
  }
}

function artefactKey(version: string): string {
  return `artefacts/${version}.json`;
}

function listedKey({ version, sequence }: Head): string {
  return `${LISTED}${inverted(sequence)}-${version}`;
}

function inverted(sequence: number): string {
  return String(TOP - sequence).padStart(16, '0');
}

function headOf(listed: string): Head {
  const [, number = '', version = ''] = /^published\/(\d+)-(.+)$/.exec(listed) ?? [];
  return { version, sequence: TOP - Number(number) };
}
