import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OversupplyInput, OversupplyView } from '@sprk/contracts';
import type { Random } from '@sprk/core';
import { createSeededRandom, makeLot } from '@sprk/simulator';
import { describe, expect, it } from 'vitest';
import { listAll, send, tokenFor } from './client.ts';
import { violationsIn } from './store-invariants.ts';
import { type SystemProcess, startSystem } from './system-process.ts';

const PARALLEL = 16;
const KILLS = Number(process.env.SPRK_KILLS ?? 100);
/** Two systems side by side, so that both cores have something to do. */
const SEEDS = [20_261_124, 42];

interface Sent {
  readonly key: string;
  readonly body: OversupplyInput;
  /** The id that was acknowledged; absent when the connection broke first. */
  id?: string | undefined;
}

/** Registers and answers offers until the connection breaks. */
async function load(
  random: Random,
  system: SystemProcess,
  token: string,
  supplierIds: readonly string[],
  sent: Sent[],
): Promise<void> {
  let alive = true;
  const register = async () => {
    while (alive) {
      const supplierId = supplierIds[Math.floor(random.next() * supplierIds.length)] ?? '';
      const one: Sent = {
        key: `kill-${sent.length}`,
        body: { ...makeLot(random, Date.now()), supplierId },
      };
      sent.push(one);
      const answer = await send<OversupplyView>(system.url, 'POST', '/v1/oversupplies', { token, ...one });
      if (answer?.status === 201) one.id = answer.body.id;
      alive &&= answer !== undefined;
    }
  };
  const answerOffers = async () => {
    while (alive) {
      const page = await send<{ items: { id: string }[] }>(
        system.url,
        'GET',
        '/v1/offers?status=open&limit=20',
        { token },
      );
      alive &&= page !== undefined;
      for (const { id } of page?.body.items ?? []) {
        const [verb, body] = random.next() < 0.5 ? ['accept', {}] : ['decline', { reason: 'other' }];
        await send(system.url, 'POST', `/v1/offers/${id}/${verb}`, { token, body });
      }
    }
  };
  await Promise.all([register(), register(), answerOffers()]);
}

describe('a system that is killed', () => {
  it.concurrent.each(SEEDS)(
    `keeps every acknowledged registration over ${KILLS / 2} kills (seed %i)`,
    async (seed) => {
      const random = createSeededRandom(seed);
      const dataDir = await mkdtemp(join(tmpdir(), 'sprk-kill-'));
      const sent: Sent[] = [];
      const problems: string[] = [];
      let checkedUpTo = 0;
      let system = await startSystem({ SPRK_DATA_DIR: dataDir });
      try {
        for (let kill = 0; kill < KILLS / 2; kill++) {
          const token = await tokenFor(system.url, 'operator');
          const suppliers = await listAll<{ id: string }>(system.url, '/v1/suppliers', token);
          const running = load(
            random,
            system,
            token,
            suppliers.map(({ id }) => id),
            sent,
          );
          await new Promise((resolve) => setTimeout(resolve, 20 + random.next() * 300));
          await system.kill();
          await running;

          system = await startSystem({ SPRK_DATA_DIR: dataDir });
          const after = await tokenFor(system.url, 'operator');
          problems.push(...(await check(system.url, after, sent.slice(checkedUpTo))));
          checkedUpTo = sent.length;
        }
        const token = await tokenFor(system.url, 'operator');
        const lots = await listAll<OversupplyView>(system.url, '/v1/oversupplies', token);
        const ids = new Set(sent.map(({ id }) => id));
        problems.push(
          ...lots
            .filter((lot) => !lot.parentId && !ids.has(lot.id))
            .map(({ id }) => `${id} came from nowhere`),
        );
        expect(sent.length).toBeGreaterThan(KILLS / 2);
      } finally {
        await system.kill();
      }
      problems.push(...(await violationsIn(join(dataDir, 'sprk.db'))));
      expect(problems).toEqual([]);
      await rm(dataDir, { recursive: true, force: true });
    },
  );
});

/** Every acknowledged lot is there as acknowledged, and asking again, answered or not, never makes a second one. */
async function check(url: string, token: string, sent: readonly Sent[]): Promise<string[]> {
  const problems: string[] = [];
  for (let index = 0; index < sent.length; index += PARALLEL) {
    const found = await Promise.all(
      sent.slice(index, index + PARALLEL).map((one) => checkOne(url, token, one)),
    );
    problems.push(...found.filter((problem) => problem !== undefined));
  }
  return problems;
}

async function checkOne(url: string, token: string, one: Sent): Promise<string | undefined> {
  if (one.id) {
    const found = await send<OversupplyView>(url, 'GET', `/v1/oversupplies/${one.id}`, { token });
    if (found?.status !== 200) return `${one.id} is lost (${found?.status})`;
    const { product, massKg } = found.body;
    if (product !== one.body.product || massKg !== one.body.massKg)
      return `${one.id} is not what was acknowledged`;
  }
  const again = await send<OversupplyView>(url, 'POST', '/v1/oversupplies', { token, ...one });
  if (again?.status !== 201) return `${one.key} cannot be asked again (${again?.status})`;
  if (one.id && again.body.id !== one.id) return `${one.key} made a second lot`;
  one.id = again.body.id;
  return undefined;
}
