import { DatabaseSync } from 'node:sqlite';
import { AppError } from '@sprk/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryDirectory } from './_open-temporary.ts';
import { GroupCommit, refuse } from './group-commit.ts';

describe('GroupCommit', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let db: DatabaseSync;
  let group: GroupCommit;
  let log: string[];
  const insert = (n: number) => () => {
    db.prepare('INSERT INTO t VALUES (?)').run(n);
    return n;
  };
  /** What another connection sees. */
  function durable(): number[] {
    using other = new DatabaseSync(directory.file, { readOnly: true });
    return other
      .prepare('SELECT n FROM t ORDER BY n')
      .all()
      .map(({ n }) => Number(n));
  }

  beforeEach(() => {
    directory = temporaryDirectory();
    db = new DatabaseSync(directory.file);
    db.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (n INTEGER PRIMARY KEY)');
    group = new GroupCommit(db);
    log = [];
    group.join({
      flush: () => log.push('flush'),
      committed: () => log.push('committed'),
      rolledBack: () => log.push('rolledBack'),
    });
  });
  afterEach(() => {
    db.close();
    directory[Symbol.dispose]();
  });

  it('commits all units of a turn at once, and tells them after it', async () => {
    const seen: number[][] = [];
    const units = [1, 2, 3].map((n) => group.run(insert(n)).then(() => seen.push(durable())));

    expect(durable()).toEqual([]);
    await Promise.all(units);

    expect(seen).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect(log).toEqual(['flush', 'committed']);
    expect(group.stats()).toEqual({ groups: 1, units: 3, largestGroup: 3, rollbacks: 0 });
  });

  it('starts a new group with the next turn', async () => {
    await group.run(insert(1));
    await group.run(insert(2));

    expect(group.stats()).toMatchObject({ groups: 2, units: 2 });
  });

  it('commits early when a turn has very many units', async () => {
    const units = Array.from({ length: 1100 }, (_, n) => group.run(insert(n)));

    expect(durable()).toHaveLength(1024);
    await Promise.all(units);

    expect(durable()).toHaveLength(1100);
    expect(group.stats()).toMatchObject({ groups: 3, largestGroup: 512 });
  });

  it('rejects only the unit that broke; the others are stored', async () => {
    const results = await Promise.allSettled([
      group.run(insert(1)),
      group.run(() => {
        insert(2)();
        insert(1)();
      }),
      group.run(insert(3)),
      group.run(() => {
        insert(4)();
        throw new TypeError('A bug.');
      }),
      group.run(insert(5)),
    ]);

    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(durable()).toEqual([1, 3, 5]);
    expect(results[1]).toMatchObject({ reason: { code: 'unavailable', retryable: true } });
    expect(results[3]).toMatchObject({ reason: new TypeError('A bug.') });
    expect(log.filter((entry) => entry === 'committed')).toHaveLength(group.stats().groups);
    expect(log.filter((entry) => entry === 'rolledBack')).toHaveLength(2);
  });

  it('rejects a unit that breaks again when it runs alone, after the others of its group', async () => {
    let runs = 0;
    const results = await Promise.allSettled([
      group.run(() => {
        insert(1)();
        runs += 1;
        if (runs === 2) throw new Error('Only alone.');
      }),
      group.run(insert(1)),
    ]);

    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(durable()).toEqual([]);
    await group.run(insert(7));
    expect(durable()).toEqual([7]);
  });

  it('lets a refusal pass without touching its group, and tells it after the commit', async () => {
    const error = new AppError('already_exists');
    let durableWhenTold: number[] = [];
    const refused = group
      .run(() => refuse(error))
      .catch((reason: unknown) => {
        durableWhenTold = durable();
        return reason;
      });
    const stored = group.run(insert(1));

    expect(await refused).toBe(error);
    await stored;
    expect(durableWhenTold).toEqual([1]);
    expect(log).toEqual(['flush', 'committed']);
  });

  it('rejects the unit that finds the disk full, and goes on when there is room', async () => {
    db.exec('CREATE TABLE filler (x)');
    db.exec('PRAGMA max_page_count = 4');
    const fill = () => {
      db.prepare('INSERT INTO filler VALUES (zeroblob(100000))').run();
    };

    const results = await Promise.allSettled([group.run(insert(1)), group.run(fill), group.run(insert(2))]);

    expect(results[1]).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
    expect(durable()).toEqual([1, 2]);
    db.exec('PRAGMA max_page_count = 1000000');
    await group.run(fill);
    expect(group.stats().rollbacks).toBe(1);
  });

  it('rejects all when COMMIT itself fails', async () => {
    // A deferred foreign key is only checked by COMMIT.
    db.exec('CREATE TABLE child (n INTEGER REFERENCES t (n) DEFERRABLE INITIALLY DEFERRED)');
    db.exec('PRAGMA foreign_keys = ON');

    const results = await Promise.allSettled([
      group.run(insert(1)),
      group.run(() => db.prepare('INSERT INTO child VALUES (99)').run()),
    ]);

    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'unavailable', retryable: true } });
    }
    expect(durable()).toEqual([]);
    expect(log).toEqual(['flush', 'rolledBack']);
    expect(await group.run(insert(3))).toBe(3);
  });

  it('commits what is open when it closes, and takes nothing more', async () => {
    const last = group.run(insert(1));
    group.close();

    expect(durable()).toEqual([1]);
    expect(await last).toBe(1);
    await expect(group.run(insert(2))).rejects.toMatchObject({ code: 'not_ready' });
  });
});
