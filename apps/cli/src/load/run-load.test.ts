import { demoCity } from '@sprk/simulator';
import { expect, test } from 'vitest';
import { type FakeApiOptions, openFakeApi } from '../shared/_fake-api.ts';
import { type LoadPlan, runLoad } from './run-load.ts';

const city = demoCity(1);

async function run(options: FakeApiOptions, plan: Partial<LoadPlan> = {}, during?: (api: Api) => void) {
  await using api = await openFakeApi(options);
  for (const [kind, partner] of [
    ['suppliers', city.suppliers[0]],
    ['recipients', city.recipients[0]],
  ]) {
    await fetch(`${api.url}/v1/${kind}`, { method: 'POST', body: JSON.stringify(partner) });
  }
  during?.(api);
  const report = await runLoad(
    {
      ...{ baseUrl: api.url, token: undefined, runId: 'test', rate: 500, seconds: 0.2, burst: 3, seed: 1 },
      ...{ maxOpen: 1000, connections: 4, answerMs: 5, settleSeconds: 5, medianKg: 1, ...plan },
    },
    { onProgress: () => undefined, signal: new AbortController().signal },
  );
  return { report, api };
}
type Api = Awaited<ReturnType<typeof openFakeApi>>;

test('registers the whole plan, answers every offer and finds every lot again', async () => {
  const { report, api } = await run({});

  expect(report).toMatchObject({ planned: 140, registered: 140, recommended: 140, open: 0, lost: 0 });
  expect(report.accepted + report.unmatched).toBe(140);
  expect(report.accepted).toBeGreaterThan(20);
  expect(report.causes).toEqual({ declined_by_all: report.unmatched });
  expect(report.answers).toMatchObject({ accepted: report.accepted, failed: 0 });
  expect(report.p99Ms).toBeGreaterThan(0);
  expect(report.registerP99Ms).toBeGreaterThanOrEqual(report.registerP50Ms);
  expect(api.rows.oversupplies.size).toBe(140);
});

test('counts what the backend turned away, tries again and registers each lot once', async () => {
  // Every third lot, the first time it is sent.
  const seen = new Set<string>();
  let seenBefore = 0;
  const { report, api } = await run({
    intercept(method, url, body) {
      if (method !== 'POST' || url.pathname !== '/v1/oversupplies') return undefined;
      const { size } = seen.add(JSON.stringify(body));
      const isNew = size > seenBefore;
      seenBefore = size;
      if (!isNew || size % 3 !== 0) return undefined;
      return { status: size % 2 ? 429 : 503, headers: { 'retry-after': '0' } };
    },
  });

  expect(report.registered).toBe(140);
  expect(api.rows.oversupplies.size).toBe(140);
  expect((report.refused[429] ?? 0) + (report.refused[503] ?? 0)).toBe(46);
});

test('tells lost, open, unmatched and changed lots apart', async () => {
  let count = 0;
  const { report } = await run(
    {
      decide(lot) {
        count += 1;
        if (count === 1) lot.massKg = 12_345;
        if (count <= 2) return 'silence';
        return count % 2 ? 'offer' : 'unmatched';
      },
    },
    { settleSeconds: 0.2 },
  );

  expect(report).toMatchObject({ registered: 140, lost: 1, open: 1 });
  expect(report.accepted + report.unmatched).toBe(138);
  expect(report.causes.capacity).toBe(69);
});

test('finds lots that the list leaves out, and calls lost what nobody knows', async () => {
  let left = 2;
  const { report } = await run({
    intercept(method, url) {
      if (method !== 'GET' || !url.pathname.startsWith('/v1/oversupplies')) return undefined;
      if (url.pathname === '/v1/oversupplies') return { status: 200, body: { items: [], nextCursor: null } };
      left -= 1;
      return left >= 0 ? { status: 404 } : undefined;
    },
  });

  expect(report).toMatchObject({ registered: 140, lost: 2, open: 0 });
});

test('takes a broken event stream up again where it broke', async () => {
  const { report } = await run({}, { rate: 400, seconds: 0.5 }, (api) => {
    setTimeout(api.cutStreams, 250);
  });

  expect(report).toMatchObject({ registered: 280, recommended: 280, open: 0, lost: 0, reconnects: 1 });
});

test('answers offers that no event told of', async () => {
  let count = 0;
  const sends = (type: string) => {
    if (type === 'offer.made') count += 1;
    return type !== 'offer.made' || count % 20 !== 0;
  };

  const { report } = await run({ sends }, { settleSeconds: 2 });

  expect(report).toMatchObject({ registered: 140, recommended: 140, open: 0, lost: 0 });
});

test('says in one line why it cannot begin', async () => {
  await expect(
    run({ intercept: (_, url) => (url.pathname === '/dev/token' ? { status: 404 } : undefined) }),
  ).rejects.toThrow(/no development login \(404\)\. Set SPRK_TOKEN/);
  await expect(
    run({
      intercept: (_, url) =>
        url.pathname === '/v1/suppliers' ? { status: 200, body: { items: [], nextCursor: null } } : undefined,
    }),
  ).rejects.toThrow(/no supplier to post for/);
  await expect(run({}, { baseUrl: 'http://127.0.0.1:1' })).rejects.toThrow(
    /No answer .*ECONNREFUSED.*npm start/,
  );
  await expect(run({}, { baseUrl: 'localhost:8080' })).rejects.toThrow(/SPRK_URL is not an http address/);
});
