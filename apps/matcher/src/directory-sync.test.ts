import type { ActiveWeights, DirectoryPage } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { anActive, aRecipient, setUp } from './_util.ts';
import { createDirectorySync } from './directory-sync.ts';

function counted() {
  const system = setUp();
  let calls = 0;
  const directory = {
    async changes(after: string | undefined): Promise<DirectoryPage> {
      calls += 1;
      return await system.deps.directory.changes(after);
    },
  };
  const seen: (ActiveWeights | null)[] = [];
  const onActiveWeights = async (active: ActiveWeights | null) => void seen.push(active);
  const sync = createDirectorySync({ ...system.deps, directory, onActiveWeights });
  return { ...system, sync, seen, calls: () => calls };
}

describe('createDirectorySync', () => {
  it('reads all pages at first and only changes later', async () => {
    const { add, mirror, sync, clock, calls } = counted();
    await add(...Array.from({ length: 250 }, (_, n) => aRecipient(n)));

    await sync.refresh(clock.now());
    const first = calls();
    await clock.advance(500);
    await add(aRecipient(250));
    await sync.refresh(clock.now());

    expect(first).toBe(3);
    expect(calls()).toBe(4);
    expect(mirror.size.recipients).toBe(251);
    expect(sync.syncedAt).toBe(clock.now());
  });

  it('shares one sync between callers, and does none when the view is new enough', async () => {
    const { sync, clock, calls } = counted();

    await Promise.all([sync.refresh(clock.now()), sync.refresh(clock.now()), sync.refresh(0)]);
    await sync.refresh(clock.now() - 100);

    expect(calls()).toBe(1);
  });

  it('starts another sync for a caller that needs a newer view than the running one', async () => {
    const { deps, clock } = setUp();
    const gates: (() => void)[] = [];
    const directory = {
      async changes(after: string | undefined) {
        await new Promise<void>((resolve) => void gates.push(resolve));
        return await deps.directory.changes(after);
      },
    };
    const sync = createDirectorySync({ ...deps, directory, onActiveWeights: async () => {} });
    const first = sync.refresh(clock.now());
    await clock.advance(1);
    const second = sync.refresh(clock.now());

    gates[0]?.();
    await first;
    await clock.advance(1);
    expect(gates).toHaveLength(2);
    gates[1]?.();
    await second;

    expect(sync.syncedAt).toBe(clock.now() - 1);
  });

  it('does not take a view for new because the clock was set back', async () => {
    const { deps, clock } = setUp();
    let nowMs = clock.now();
    const sync = createDirectorySync({
      ...deps,
      clock: { now: () => nowMs },
      onActiveWeights: async () => {},
    });
    await sync.refresh(nowMs);

    nowMs -= 3_600_000;
    await sync.refresh(nowMs - 100);

    expect(sync.syncedAt).toBe(nowMs);
  });

  it('passes on a failure and goes on from where it was', async () => {
    const { deps, mirror, clock, add } = setUp();
    let isDown: boolean = true;
    const directory = {
      async changes(after: string | undefined) {
        if (isDown) throw new Error('down');
        return await deps.directory.changes(after);
      },
    };
    const sync = createDirectorySync({ ...deps, directory, onActiveWeights: async () => {} });
    await add(aRecipient(1));

    await expect(sync.refresh(clock.now())).rejects.toThrow('down');
    isDown = false;
    await sync.refresh(clock.now());

    expect(mirror.size.recipients).toBe(1);
  });

  it('refuses a feed that stands still, and tells which weights are in use', async () => {
    const { deps, mirror, clock } = setUp();
    const stuck = { entries: [], cursor: 'same', more: true, activeWeights: null };
    const broken = createDirectorySync({
      ...deps,
      mirror,
      directory: { changes: async () => stuck },
      onActiveWeights: async () => {},
    });
    const seen: unknown[] = [];
    const good = createDirectorySync({
      ...deps,
      mirror,
      directory: { changes: async () => ({ ...stuck, more: false, activeWeights: anActive(3) }) },
      onActiveWeights: async (active) => void seen.push(active),
    });

    await expect(broken.refresh(clock.now())).rejects.toThrow('stands still');
    await good.refresh(clock.now());

    expect(seen).toEqual([anActive(3)]);
  });
});
