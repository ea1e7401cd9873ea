import { describe, expect, it } from 'vitest';
import { replacedBetween } from './between.ts';

describe('replacedBetween', () => {
  it('writes between the markers and leaves the rest alone', () => {
    const text = 'before\n<!-- x:begin -->\nold\n<!-- x:end -->\nafter';

    expect(replacedBetween(text, 'x', '\nnew\n', 'a.md')).toBe(
      'before\n<!-- x:begin -->\nnew\n<!-- x:end -->\nafter',
    );
  });

  it('names the file that has no markers', () => {
    expect(() => replacedBetween('text', 'x', 'new', 'a.md')).toThrow('a.md has no <!-- x:begin -->');
  });
});
