import type { DomainEvent } from '@sprk/contracts';
import { aLot, aLotEvent } from '@sprk/port-contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AwsClients } from '../src/clients.ts';
import { createAwsEventLog } from '../src/event-log.ts';
import type { Kernel } from '../src/kernel.ts';
import { openTables, type Tables } from './open-tables.ts';
import { watchedClients } from './watched-clients.ts';

const lot = aLot();

/** A unit of work that does nothing but tell of itself. */
async function tell({ unit }: Kernel, subject: string): Promise<DomainEvent> {
  const event = aLotEvent(lot, { subject });
  await unit.commit([], { events: [event], touched: [], counts: { matching: 1 } });
  return event;
}

async function told({ log }: Kernel): Promise<string[]> {
  const events = createAwsEventLog(log, new AbortController().signal);
  const { events: all } = await events.after('p0.0', 100_000);
  return all.map(({ event }) => event.subject);
}

/** A process that is gone from a certain call on. */
function dyingAt(...commands: readonly string[]) {
  return (clients: AwsClients) => {
    let isDead = false;
    return watchedClients(clients, (command) => {
      isDead ||= commands.includes(command);
      if (isDead) throw new Error('The process is gone.');
    });
  };
}

describe('page log', () => {
  let tables: Tables;
  beforeEach(async () => {
    tables = await openTables();
  });
  afterEach(() => tables[Symbol.asyncDispose]());

  it('shows a unit whose process died right after its commit', async () => {
    await tell(tables.process(dyingAt('Query', 'Get')), 'a');
    const other = tables.process();

    expect(await told(other)).toEqual(['a']);
    await tell(other, 'b');

    expect(await told(tables.process())).toEqual(['a', 'b']);
    expect((await other.log.newest()).totals).toEqual({ matching: 2 });
  });

  it.each(['Put', 'Update', 'BatchWrite'])(
    'shows each unit once when a process died before its %s',
    async (command) => {
      const dying = tables.process(dyingAt(command));
      await tell(dying, 'a');
      await expect(dying.log.sequence()).rejects.toThrow('The process is gone.');
      const others = [tables.process(), tables.process()];

      await Promise.all(others.map((other, index) => tell(other, `${index}`)));
      const seen = await Promise.all(others.map(told));

      for (const subjects of seen) expect(subjects.toSorted()).toEqual(['0', '1', 'a']);
      expect((await tables.process().log.newest()).totals).toEqual({ matching: 3 });
    },
  );

  it('holds the units of many processes once each, those of one process in order', async () => {
    const PROCESSES = 8;
    const UNITS = 200;
    const processes = Array.from({ length: PROCESSES }, () => tables.process());

    await Promise.all(
      processes.map(async (process, number) => {
        for (let unit = 0; unit < UNITS; unit += 1) await tell(process, `${number} ${unit}`);
      }),
    );

    const reader = tables.process();
    const subjects = await told(reader);
    expect(subjects).toHaveLength(PROCESSES * UNITS);
    for (const number of processes.keys()) {
      const own = subjects.filter((subject) => subject.startsWith(`${number} `));
      expect(own).toEqual(Array.from({ length: UNITS }, (_, unit) => `${number} ${unit}`));
    }
    const { totals } = await reader.log.newest();
    expect(totals).toEqual({ matching: PROCESSES * UNITS });
    for (const process of processes) expect((await process.log.newest()).totals).toEqual(totals);
  });
});
