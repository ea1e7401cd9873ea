import { describe, expect, it } from 'vitest';
import { unlessAborted } from './unless-aborted.ts';

describe('unlessAborted', () => {
  it('gives what the work gives, or its failure', async () => {
    const { signal } = new AbortController();

    expect(await unlessAborted(Promise.resolve(7), [signal])).toBe(7);
    await expect(unlessAborted(Promise.reject(new Error('no')), [signal])).rejects.toThrow('no');
  });

  it('gives nothing when one of the signals is aborted, before or during the work', async () => {
    const controller = new AbortController();
    const signals = [new AbortController().signal, controller.signal];
    const waiting = unlessAborted(new Promise(() => undefined), signals);

    controller.abort();

    expect(await waiting).toBeUndefined();
    expect(await unlessAborted(new Promise(() => undefined), signals)).toBeUndefined();
  });
});
