import { hash } from 'node:crypto';

/** Which of `count` shards a key belongs to: always the same, evenly spread. */
export function shardOf(key: string, count: number): number {
  return Number.parseInt(hash('sha1', key, 'hex').slice(0, 8), 16) % count;
}

/** All shards' partition keys: `${name}#0` … */
export function shardKeys(name: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, shard) => `${name}#${shard}`);
}
