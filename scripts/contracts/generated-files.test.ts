import { FLOW, QUEUES } from '@sprk/core';
import { describe, expect, it } from 'vitest';
import { readRepositoryFile } from '../shared/repository-files.ts';
import { withGenerated } from './between-markers.ts';
import { flowPicture } from './flow-picture.ts';
import { generatedFiles } from './generated-files.ts';

describe('generated files', () => {
  it('are as `npm run contracts` writes them', async () => {
    const files = [...(await generatedFiles())];

    const stale = files.filter(([path, text]) => readRepositoryFile(path) !== text).map(([path]) => path);

    expect(stale, 'run: npm run contracts').toEqual([]);
  });
});

describe('flowPicture', () => {
  it('shows every queue with its consumer, and every event that a queue carries', () => {
    const picture = flowPicture();

    for (const { name, consumer } of QUEUES) {
      expect(picture).toContain(`[(${name})]`);
      expect(picture).toContain(`${name.replaceAll('-', '_')} --> ${consumer}`);
    }
    for (const { event } of FLOW.filter(({ queues }) => queues.length > 0)) expect(picture).toContain(event);
  });
});

describe('withGenerated', () => {
  it('replaces what stands between the markers and nothing else', () => {
    const text = 'a\n<!-- x -->\nold\n<!-- /x -->\nb';

    expect(withGenerated(text, 'x', 'new')).toBe('a\n<!-- x -->\nnew\n<!-- /x -->\nb');
  });

  it('refuses a text without the pair', () => {
    expect(() => withGenerated('<!-- /x --><!-- x -->', 'x', 'new')).toThrow('There is no <!-- x -->');
  });
});
