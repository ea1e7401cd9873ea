import type { DirectoryEntry } from '@sprk/contracts';
import type { DirectoryFeed } from '@sprk/core';
import { toKg } from '@sprk/core/shared/milligrams';
import { readCursor, toCursor } from '@sprk/core/shared/page-cursor';
import type { MemoryState } from './memory-state.ts';

export function createMemoryDirectoryFeed(state: MemoryState): DirectoryFeed {
  return {
    async changes(after, limit) {
      const asked = Number(readCursor('directory', after) ?? 0);
      const from = asked <= state.directory.seq ? asked : 0;
      const found = state.directory.after(from, limit + 1);
      const page = found.slice(0, limit);
      return {
        entries: page.map(({ key }) => structuredClone(entryOf(state, key))),
        cursor: toCursor('directory', String(page.at(-1)?.seq ?? from)),
        more: found.length > limit,
      };
    },
  };
}

/** The latest state of an entry, whatever it was when the change was noted. */
function entryOf(state: MemoryState, key: string): DirectoryEntry {
  const split = key.indexOf(':');
  const id = key.slice(split + 1);
  switch (key.slice(0, split)) {
    case 'supplier':
      return { kind: 'supplier', supplier: must(state.suppliers.byId.get(id)) };
    case 'recipient':
      return { kind: 'recipient', recipient: must(state.recipients.byId.get(id)) };
    case 'activity':
      return { kind: 'activity', activity: must(state.activity.get(id)) };
    case 'slot': {
      const [recipientId = '', date = ''] = id.split(' ');
      return { kind: 'slot', slot: { recipientId, date, reservedKg: toKg(must(state.slots.get(id))) } };
    }
    default:
      return { kind: 'policy', policy: state.policy };
  }
}

function must<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('The directory names an entry that is not there.');
  return found;
}
