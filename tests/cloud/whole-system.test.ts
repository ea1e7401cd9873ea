import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { DeadLetter, OversupplyView } from '@sprk/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAll, send } from '../kill/client.ts';
import { emulatedClients, leftOvers, queueUrl, statesIn, waitingIn } from './aws.ts';
import { type CloudStatus, type LocalCloud, openLocalCloud } from './local-cloud.ts';
import { replayEvents } from './replay-events.ts';

const fixtures = process.env.SPRK_FIXTURES ?? '../shared/data';

/** Every stack is applied: what LocalStack's open edition lacks, moto carries. No data goes through it. */
const PROFILE = ['--seed', 'none', '--profile', 'localstack+moto'];

/** The whole system as `cloud:up` starts it; the steps follow one another. */
describe('on the local cloud', () => {
  let cloud: LocalCloud;
  let status: CloudStatus;
  let token: string;
  let second: string;
  const clients = emulatedClients();
  const api = <T>(method: string, path: string, body?: unknown) =>
    send<T>(status.backendUrl, method, path, { token, ...(body !== undefined && { body }) });
  const lots = () => listAll<OversupplyView>(status.backendUrl, '/v1/oversupplies', token);
  const load = async (rate: number, seconds: number, seed: number) => {
    const args = [
      '--rate',
      String(rate),
      '--seconds',
      String(seconds),
      '--seed',
      String(seed),
      '--settle-seconds',
      '120',
    ];
    const printed = await cloud.run('apps/cli/src/load/main.ts', [...args, '--json'], {
      SPRK_URL: status.backendUrl,
      SPRK_TOKEN: token,
    });
    return JSON.parse(printed.trimEnd().split('\n').at(-1) ?? '') as Record<string, number>;
  };

  beforeAll(async () => {
    cloud = await openLocalCloud();
    using other = await openLocalCloud();
    const first = cloud.bringUp('foundation', ...PROFILE);
    await first.reached;
    second = await other.command('up', ...PROFILE).then(
      () => 'went through',
      (error: Error) => error.message,
    );
    await first.done;
    status = await cloud.status();
    token = await cloud.token('operator');
  });
  afterAll(async () => {
    await cloud.command('stop');
    cloud[Symbol.dispose]();
    clients[Symbol.dispose]();
  });

  it('is refused to a second person while the first brings it up', () => {
    expect(second).toMatch(/state lock/i);
  });

  it('says what there is', () => {
    expect(status).toMatchObject({ bus: 'sprk-local', endpoint: process.env.AWS_ENDPOINT_URL });
    expect(status.tables).toHaveLength(5);
    expect(status.queues).toEqual(expect.arrayContaining(['sprk-local-outcomes', 'sprk-local-outcomes-dlq']));
    expect(Object.keys(status.services)).toEqual(['backend', 'matcher', 'cruncher']);
  });

  it('takes tokens of its own key set only, and has no development login', async () => {
    const answer = await send(status.backendUrl, 'POST', '/dev/token', { body: { role: 'operator' } });

    expect(answer?.status).toBe(404);
    expect((await api('GET', '/v1/status'))?.status).toBe(200);
    expect((await send(status.backendUrl, 'GET', '/v1/weights', { token: `${token}x` }))?.status).toBe(401);
  });

  it('is left as it is when it is brought up again', async () => {
    await cloud.command('up', ...PROFILE);

    expect((await cloud.status()).services).toEqual(status.services);
    expect((await cloud.command('plan')).trim().split('\n')).toEqual(
      Object.keys(status.stacks).map((stack) => `${stack}: no change`),
    );
  });

  it('takes the partners of New York', async () => {
    const printed = await cloud.run(
      'apps/cli/src/import/main.ts',
      ['--preset', 'nyc', '--dir', fixtures, '--report', '/dev/null'],
      { SPRK_URL: status.backendUrl, SPRK_TOKEN: token },
    );

    expect(printed).toContain('suppliers: 2776 created, 0 updated, 0 refused; recipients: 489 created');
  });

  it('matches, offers and learns: 100 lots, none lost, new weights from S3 in use', async () => {
    const result = await load(5, 20, 1);

    expect(result).toMatchObject({ registered: 100, open: 0, lost: 0 });
    expect(result.accepted).toBeGreaterThan(50);
    await expect
      .poll(async () => (await api<{ items: unknown[] }>('GET', '/v1/weights'))?.body.items.length, {
        timeout: 60_000,
        interval: 1000,
      })
      .toBeGreaterThan(1);
    const bucket = status.buckets.find((name) => name.includes('weights'));
    const { Contents = [] } = await clients.s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    const pointer = await clients.s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'active.json' }));
    expect(Contents.length).toBeGreaterThan(2);
    expect(JSON.parse((await pointer.Body?.transformToString()) ?? '')).toMatchObject({
      active: { generation: expect.any(Number) },
    });
  });

  it.each(['matcher', 'cruncher', 'backend'] as const)(
    'loses nothing when the %s is killed in the middle',
    async (name) => {
      const before = new Set((await lots()).map(({ id }) => id));
      const loading = load(5, 12, 2 + name.length);
      await new Promise((resolve) => setTimeout(resolve, 4000));
      process.kill((await cloud.status()).services[name].pid, 'SIGKILL');
      await cloud.command('start');

      const result = await loading;

      expect(result.lost).toBe(0);
      await expect
        .poll(
          async () => (await lots()).filter(({ id, status: now }) => !before.has(id) && now === 'matching'),
          {
            timeout: 90_000,
            interval: 1000,
          },
        )
        .toEqual([]);
    },
  );

  it('sets a poison message aside and takes it back when told to', async () => {
    const queue = 'sprk-local-match-requests';
    const url = await queueUrl(clients, queue);
    await clients.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: '{"not":"an event"}' }));

    await expect.poll(() => waitingIn(clients, `${queue}-dlq`), { timeout: 60_000, interval: 500 }).toBe(1);
    const letters = await api<{ items: DeadLetter[] }>('GET', '/v1/dead-letters');
    const [letter] = letters?.body.items ?? [];
    expect(letter).toMatchObject({ queue: 'match-requests' });
    const redriven = await api('POST', `/v1/dead-letters/${letter?.id}/redrive`);

    expect(redriven?.status).toBeLessThan(300);
    // It is as bad as before, so it comes back.
    await expect.poll(() => waitingIn(clients, `${queue}-dlq`), { timeout: 60_000, interval: 500 }).toBe(1);
  });

  it('does nothing twice when all stored events are sent to the bus again', async () => {
    const before = await effects();

    const sent = await replayEvents(clients, status);
    await expect
      .poll(() => waitingIn(clients, 'sprk-local-outcomes'), { timeout: 120_000, interval: 1000 })
      .toBe(0);
    await expect
      .poll(() => waitingIn(clients, 'sprk-local-match-requests'), { timeout: 120_000, interval: 1000 })
      .toBe(0);

    expect(sent).toBeGreaterThan(500);
    expect(await effects()).toEqual(before);

    async function effects() {
      const all = await lots();
      return all.map(({ id, status: now, offers }) => [id, now, offers.length]).sort();
    }
  });

  it('keeps no secret in the states', async () => {
    const states = await statesIn(clients, 'sprk-local-tfstate-000000000000');

    expect(states.size).toBeGreaterThanOrEqual(6);
    for (const text of states.values()) expect(text).not.toMatch(/whsec_[A-Za-z0-9+/=]{20}/);
  });

  it('leaves nothing behind when it is taken down', async () => {
    await cloud.command('down', '--keep-emulator');

    expect(await leftOvers(clients)).toEqual(['bucket sprk-local-tfstate-000000000000', 'bus default']);
  });
});
