import type { Outcome } from '@sprk/contracts';
import type { OutcomeLog } from '@sprk/core';
import { checkUnitSize } from '@sprk/core/ports/unit-size';
import { OUTCOMES_PER_BLOCK, type OutcomeBlock, openBlock, sealBlock } from './outcome-block.ts';
import { packId } from './packed-id.ts';
import type { Store } from './store.ts';

/** Sealed blocks of 512 outcomes, then the newest ones as rows. */
export function createSqliteOutcomeLog({ writer, reader, group }: Store): OutcomeLog {
  const claimKey = writer.prepare('INSERT INTO outcome_keys VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const findEnd = writer.prepare(
    `SELECT coalesce((SELECT max(position) + 1 FROM outcome_tail),
                     (SELECT first + count FROM outcome_blocks ORDER BY first DESC LIMIT 1), 0) AS end`,
  );
  const insert = writer.prepare('INSERT INTO outcome_tail VALUES (?, ?)');
  const findTail = writer.prepare('SELECT body FROM outcome_tail ORDER BY position LIMIT ?');
  const insertBlock = writer.prepare('INSERT INTO outcome_blocks VALUES (?, ?, ?, ?)');
  const removeTail = writer.prepare('DELETE FROM outcome_tail WHERE position < ?');
  const readBlocks = reader.prepare(
    `SELECT first, count, checksum, body FROM outcome_blocks
     WHERE first > ? - ${OUTCOMES_PER_BLOCK} AND first < ? ORDER BY first`,
  );
  const readTail = reader.prepare(
    'SELECT body FROM outcome_tail WHERE position >= ? AND position < ? ORDER BY position',
  );

  function append(outcomes: readonly Outcome[]) {
    let end = Number(findEnd.get()?.end);
    const appended = outcomes.filter(({ oversupplyId, recipientId, attempt, kind }) => {
      const lot = packId('ovs', oversupplyId);
      return claimKey.run(lot, packId('rec', recipientId), attempt, kind).changes === 1;
    });
    for (const outcome of appended) {
      insert.run(end, JSON.stringify(outcome));
      end += 1;
      if (end % OUTCOMES_PER_BLOCK === 0) seal(end);
    }
    return { appended, nextPosition: end };
  }

  function seal(end: number) {
    const bodies = findTail.all(OUTCOMES_PER_BLOCK).map((row) => String(row.body));
    const { first, count, checksum, body } = sealBlock(end - OUTCOMES_PER_BLOCK, bodies);
    insertBlock.run(first, count, checksum, body);
    removeTail.run(end);
  }

  return {
    async append(outcomes) {
      checkUnitSize(outcomes.length);
      return group.run(() => append(outcomes));
    },
    async read(fromPosition, limit) {
      const end = fromPosition + limit;
      const blocks = readBlocks.all(fromPosition, end) as unknown as OutcomeBlock[];
      const sealed = blocks.flatMap((block) =>
        openBlock(block).slice(Math.max(0, fromPosition - block.first), end - block.first),
      );
      const tail = readTail.all(fromPosition, end).map((row): Outcome => JSON.parse(String(row.body)));
      return [...sealed, ...tail];
    },
  };
}
