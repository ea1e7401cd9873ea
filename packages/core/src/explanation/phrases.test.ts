import { LANGUAGES } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { DE } from './de.ts';
import { EN } from './en.ts';
import { phrasesIn, sentence } from './phrases.ts';

describe('the languages', () => {
  it('say something of their own for everything (that nothing is missing is up to the compiler)', () => {
    const sections = ['reasons', 'causes', 'statuses', 'asked', 'categories'] as const;
    for (const section of sections) {
      for (const [code, text] of Object.entries(EN[section])) {
        const german = (DE[section] as Record<string, string>)[code];
        expect(`${section} ${code}: ${german}`).not.toBe(`${section} ${code}: ${text}`);
        expect(german?.trim()).toBeTruthy();
      }
    }
    expect(LANGUAGES.map((language) => phrasesIn(language))).toEqual([EN, DE]);
  });

  it('make a sentence of a list', () => {
    expect(sentence(['öffnet früh', 'nah'])).toBe('Öffnet früh, nah.');
    expect(sentence([])).toBe('');
  });
});
