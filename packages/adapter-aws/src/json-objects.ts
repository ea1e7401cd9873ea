import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { pause } from './pause.ts';

/** A JSON object as it was read, with what is needed to replace exactly it. */
export interface Stored<T> {
  readonly content: T;
  readonly etag: string;
}

const MAX_ATTEMPTS = 6;
const KEYS_PER_CALL = 1000;

/** JSON in a bucket: created once, or swapped if nobody else was faster. S3 checks a checksum of each on both ways. */
export class JsonObjects {
  readonly #s3: S3Client;
  readonly #bucket: string;

  constructor(s3: S3Client, bucket: string) {
    this.#s3 = s3;
    this.#bucket = bucket;
  }

  async read<T>(Key: string): Promise<Stored<T> | undefined> {
    try {
      const { Body, ETag = '' } = await this.#s3.send(new GetObjectCommand({ Bucket: this.#bucket, Key }));
      return { content: JSON.parse((await Body?.transformToString()) ?? ''), etag: ETag };
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  async exists(Key: string): Promise<boolean> {
    try {
      await this.#s3.send(new HeadObjectCommand({ Bucket: this.#bucket, Key }));
      return true;
    } catch (error) {
      if (statusOf(error) === 404) return false;
      throw error;
    }
  }

  /** Keys in their order, from behind `after` on. Asks for more only when it is read on. */
  async *keys(Prefix: string, after: string, limit: number): AsyncGenerator<string> {
    const pages = paginateListObjectsV2(
      { client: this.#s3, pageSize: Math.min(limit, KEYS_PER_CALL) },
      { Bucket: this.#bucket, Prefix, StartAfter: after },
    );
    for await (const { Contents = [] } of pages) for (const { Key = '' } of Contents) yield Key;
  }

  /** False when there is one already; no matter what it holds. */
  create(key: string, content: unknown): Promise<boolean> {
    return this.#put(key, JSON.stringify(content), { IfNoneMatch: '*' });
  }

  /**
   * Replaces what was read, or creates it when nothing was there. True also when an earlier try of this call had
   * succeeded and only its answer was lost: so contents must differ from each other.
   */
  async swap<T>(key: string, before: Stored<T> | undefined, content: T): Promise<boolean> {
    const condition = before ? { IfMatch: before.etag } : { IfNoneMatch: '*' };
    const body = JSON.stringify(content);
    if (await this.#put(key, body, condition)) return true;
    return JSON.stringify((await this.read<T>(key))?.content) === body;
  }

  async #put(
    Key: string,
    Body: string,
    condition: { readonly IfMatch?: string; readonly IfNoneMatch?: string },
  ): Promise<boolean> {
    const command = { Bucket: this.#bucket, Key, Body, ContentType: 'application/json', ...condition };
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#s3.send(new PutObjectCommand(command));
        return true;
      } catch (error) {
        const status = statusOf(error);
        // 412: the condition does not hold; 404: what should be replaced is not there.
        if (status === 412 || status === 404) return false;
        // 409: another write of the same object is under way.
        if (status !== 409 || attempt === MAX_ATTEMPTS) throw error;
      }
      await pause(attempt);
    }
  }
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}
