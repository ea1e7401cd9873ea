import { anOutcome } from '@sprk/port-contracts';
import { describe, expect, it } from 'vitest';
import { openTemporaryStore } from './_open-temporary.ts';
import { OUTCOMES_PER_BLOCK, openBlock, sealBlock } from './outcome-block.ts';

describe('outcome blocks', () => {
  it('hold what was sealed', () => {
    const outcomes = [anOutcome(), anOutcome({ reason: 'ü' })];

    const block = sealBlock(
      512,
      outcomes.map((outcome) => JSON.stringify(outcome)),
    );

    expect(block).toMatchObject({ first: 512, count: 2 });
    expect(openBlock(block)).toEqual(outcomes);
  });

  it('refuse to be read with any bit flipped, or in another place', () => {
    const block = sealBlock(0, [JSON.stringify(anOutcome())]);

    for (let bit = 0; bit < block.body.length * 8; bit += 1) {
      const body = Uint8Array.from(block.body);
      body[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => openBlock({ ...block, body })).toThrow(/damaged/);
    }
    expect(() => openBlock({ ...block, first: 512 })).toThrow(/damaged/);
  });

  it('are sealed with the append that fills them, and named when they are damaged', async () => {
    using opened = openTemporaryStore();
    const { ports, store } = opened;
    for (let round = 0; round < 11; round += 1)
      await ports.outcomes.append(Array.from({ length: 100 }, () => anOutcome()));
    const count = (table: string) =>
      Number(store.reader.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
    expect([count('outcome_blocks'), count('outcome_tail')]).toEqual([2, 1100 - 2 * OUTCOMES_PER_BLOCK]);

    store.writer.exec('UPDATE outcome_blocks SET checksum = checksum + 1 WHERE first = 512');

    expect(await ports.outcomes.read(0, 512)).toHaveLength(512);
    expect(await ports.outcomes.read(1024, 100)).toHaveLength(76);
    await expect(ports.outcomes.read(500, 100)).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/^The block of outcomes 512 to 1023 is damaged: .+\.$/),
    });
  });
});
