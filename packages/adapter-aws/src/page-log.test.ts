import { createSeededRandom } from '@sprk/adapter-memory';
import { describe, expect, it } from 'vitest';
import type { Outbox, OutboxItem } from './outbox.ts';
import { pack } from './packed.ts';
import { type LogPage, NO_PAGE } from './page.ts';
import { PageLog } from './page-log.ts';
import type { PageStore } from './page-store.ts';

const EMPTY = pack({ events: [], touched: [] });
const LISTED = 3;

/** The table, with calls that take their time, and with processes that end at any of them. */
class Table {
  readonly outbox = new Map<string, OutboxItem>();
  readonly pages: LogPage[] = [];
  readonly #random: () => number;
  #head: LogPage = NO_PAGE;

  constructor(seed: number) {
    const random = createSeededRandom(seed);
    this.#random = () => random.next();
  }

  commit(sk: string): void {
    this.outbox.set(sk, { pk: 'outbox#0', sk, body: EMPTY, counts: { matching: 1 } });
  }

  /** @param dies how probable it is that a call is the process's last one */
  process(dies: number): PageLog {
    let isDead = false;
    const call = async <T>(run: () => T): Promise<T> => {
      await this.#pause();
      isDead ||= this.#random() < dies;
      if (isDead) throw new Error('The process is gone.');
      const answer = run();
      await this.#pause();
      return answer;
    };
    const outbox: Pick<Outbox, 'list' | 'remove'> = {
      list: () => call(() => this.#list()),
      // One by one, as nothing makes a batch of deletes one step.
      remove: async (keys) => {
        for (const { sk } of keys) await call(() => this.outbox.delete(sk));
      },
    };
    const pages: Pick<PageStore, 'create' | 'newest' | 'head' | 'raiseHead'> = {
      create: (page) => call(() => this.#create(page)),
      newest: () => call(() => this.pages.at(-1) ?? this.#head),
      head: () => call(() => this.#head),
      raiseHead: (page) =>
        call(() => {
          if (page.number > this.#head.number) this.#head = { ...page, units: [] };
        }),
    };
    return new PageLog(outbox as Outbox, pages as PageStore);
  }

  #list() {
    const items = [...this.outbox.values()].sort((a, b) => (a.sk < b.sk ? -1 : 1));
    return { items: items.slice(0, LISTED), more: items.length >= LISTED };
  }

  #create(page: LogPage): boolean {
    if (page.number !== this.pages.length + 1) return false;
    this.pages.push(page);
    return true;
  }

  async #pause(): Promise<void> {
    const turns = Math.floor(this.#random() * 4);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
  }
}

describe('PageLog', () => {
  it.each(Array.from({ length: 200 }, (_, seed) => seed))(
    'puts each unit into exactly one page, in time for who asks, whoever dies on the way (seed %i)',
    async (seed) => {
      const table = new Table(seed);
      const committed: string[] = [];
      const observer = table.process(0);
      const committer = async (name: number) => {
        let log = table.process(seed % 2 === 0 ? 0.05 : 0);
        for (let unit = 0; unit < 12; unit += 1) {
          const sk = `${String(unit).padStart(3, '0')}-${name}`;
          table.commit(sk);
          committed.push(sk);
          await log.sequence().catch(() => {
            log = table.process(0.05);
          });
          const before = committed.length;
          const { totals } = await observer.newest();
          expect(totals.matching).toBeGreaterThanOrEqual(before);
        }
      };

      await Promise.all([committer(0), committer(1), committer(2)]);
      const survivor = table.process(0);
      const { totals } = await survivor.newest();

      const paged = table.pages.flatMap(({ units }) => units.map(({ sk }) => sk));
      expect(paged.toSorted(byText)).toEqual(committed.toSorted(byText));
      expect(totals).toEqual({ matching: committed.length });
      expect(table.outbox.size).toBe(0);
    },
  );
});

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}
