import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OversupplyView, StatusView } from '@sprk/contracts';
import { createSeededRandom, demoCity, makeLot } from '@sprk/simulator';
import { describe, expect, it } from 'vitest';
import { listAll, send } from './client.ts';
import { freePort } from './free-port.ts';
import { startIssuer } from './issuer.ts';
import { violationsIn } from './store-invariants.ts';
import { type SystemProcess, startSystem } from './system-process.ts';

type Service = 'backend' | 'matcher' | 'cruncher';
const random = createSeededRandom(11);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The three services as processes of their own, with tokens of a real issuer, each of them killable. */
async function startThree(dataDir: string, issuerEnv: Record<string, string>) {
  const [port, internalPort, matcherPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const env: Record<Service, Record<string, string>> = {
    backend: { ...issuerEnv, SPRK_DATA_DIR: dataDir, SPRK_PORT: port, SPRK_INTERNAL_PORT: internalPort },
    matcher: {
      SPRK_BACKEND_URL: `http://127.0.0.1:${internalPort}`,
      SPRK_DATA_DIR: dataDir,
      SPRK_MATCHER_PORT: matcherPort,
    },
    cruncher: {
      SPRK_BACKEND_URL: `http://127.0.0.1:${internalPort}`,
      SPRK_DATA_DIR: dataDir,
      SPRK_CRUNCHER_PORT: '0',
      SPRK_MATCHER_URLS: `http://127.0.0.1:${matcherPort}`,
    },
  };
  const running = new Map<Service, SystemProcess>();
  const start = async (service: Service) => {
    running.set(service, await startSystem(env[service], service));
  };
  for (const service of ['backend', 'matcher', 'cruncher'] as const) await start(service);
  return {
    url: `http://127.0.0.1:${port}`,
    start,
    kill: async (service: Service) => await running.get(service)?.kill(),
    async stop() {
      const codes = [];
      for (const service of ['cruncher', 'matcher', 'backend'] as const)
        codes.push(await running.get(service)?.stop());
      return codes;
    },
    killAll: () => Promise.all([...running.values()].map((process) => process.kill())),
  };
}

describe('three processes', { timeout: 240_000 }, () => {
  it('lose nothing when each of them is killed in the middle, and catch up after the matcher was away', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'sprk-three-'));
    await using issuer = await startIssuer();
    const token = await issuer.token();
    const three = await startThree(dataDir, issuer.env);
    const { url } = three;
    const acknowledged: string[] = [];
    try {
      const suppliers = await fill(url, token);
      const loading = new AbortController();
      const loads = [register(), answer()];

      for (const [service, awayMs] of [
        ['matcher', 200],
        ['cruncher', 200],
        ['backend', 100],
        ['matcher', 8000],
      ] as const) {
        await pause(1500);
        await three.kill(service);
        await pause(awayMs);
        await three.start(service);
      }
      await pause(1500);
      loading.abort();
      await Promise.all(loads);

      await expect.poll(() => unmatched(), { timeout: 60_000, interval: 500 }).toEqual([]);
      const status = await send<StatusView>(url, 'GET', '/v1/status', { token });
      expect(acknowledged.length).toBeGreaterThan(50);
      expect(status?.body.weights?.generation).toBeGreaterThan(0);
      expect(await three.stop()).toEqual([0, 0, 0]);

      async function register() {
        while (!loading.signal.aborted) {
          const body = {
            ...makeLot(random, Date.now()),
            supplierId: suppliers[acknowledged.length % suppliers.length],
          };
          const made = await send<OversupplyView>(url, 'POST', '/v1/oversupplies', { token, body });
          if (made?.status === 201) acknowledged.push(made.body.id);
          await pause(30);
        }
      }
      async function answer() {
        while (!loading.signal.aborted) {
          const open = await send<{ items: { id: string }[] }>(
            url,
            'GET',
            '/v1/offers?status=open&limit=50',
            { token },
          );
          for (const { id } of open?.body.items ?? []) {
            const yes = random.next() < 0.6;
            const body = yes ? {} : { reason: 'no_capacity' };
            await send(url, 'POST', `/v1/offers/${id}/${yes ? 'accept' : 'decline'}`, { token, body });
          }
          await pause(50);
        }
      }
      async function unmatched(): Promise<string[]> {
        const lots = await listAll<OversupplyView>(url, '/v1/oversupplies', token);
        const known = new Map(lots.map((lot) => [lot.id, lot.status]));
        return acknowledged.filter((id) => (known.get(id) ?? 'matching') === 'matching');
      }
    } finally {
      await three.killAll();
    }
    expect(await violationsIn(join(dataDir, 'sprk.db'))).toEqual([]);
    await rm(dataDir, { recursive: true, force: true });
  });
});

/** The demo city by the API. @returns the suppliers' ids */
async function fill(url: string, token: string): Promise<string[]> {
  const city = demoCity(3);
  for (const body of city.recipients) await send(url, 'POST', '/v1/recipients', { token, body });
  const suppliers: string[] = [];
  for (const body of city.suppliers.slice(0, 10)) {
    const made = await send<{ id: string }>(url, 'POST', '/v1/suppliers', { token, body });
    if (made) suppliers.push(made.body.id);
  }
  return suppliers;
}
