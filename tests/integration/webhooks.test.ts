import { createWebhookNotifier } from '@sprk/backend/webhook-notifier';
import type { DeadLetter, RecipientView } from '@sprk/contracts';
import type { Notifier } from '@sprk/core';
import { createWebhookSender } from '@sprk/platform';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type City,
  expecting,
  recipientInput,
  startCity,
  startWebhookReceiver,
  testSecrets,
  type WebhookReceiver,
} from '../harness/index.ts';

const HOUR = 3_600_000;
/** Seconds between two attempts, as the interface promises them. */
const RETRY_SECONDS = [5, 30, 120, 600, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200];

afterEach(() => {
  vi.useRealTimers();
});

describe('a webhook', () => {
  it('is signed so that any Standard Webhooks library can check it', async () => {
    await using receiver = await startWebhookReceiver();
    await using city = await cityFor(receiver);
    await city.supplier.register();
    await city.system.drain();

    const [made] = receiver.received;
    const path = `/v1/recipients/${city.recipients[0]!.id}/webhook-secret`;
    const { secret } = expecting(200, await city.recipients[0]!.get<{ secret: string }>(path));
    vi.useFakeTimers({ toFake: ['Date'], now: city.system.clock.now() });

    const event = new Webhook(secret).verify(made!.body, made!.headers as Record<string, string>);
    expect(event).toMatchObject({ type: 'offer.made', data: { recipientId: city.recipients[0]!.id } });
    expect(event).not.toHaveProperty('audience');
    const tampered = made!.body.replace('"massKg":20', '"massKg":21');
    expect(() => new Webhook(secret).verify(tampered, made!.headers as Record<string, string>)).toThrow();
    const others = testSecrets.partnerSecret(city.supplier.id);
    expect(() => new Webhook(others).verify(made!.body, made!.headers as Record<string, string>)).toThrow();
  });

  it('goes to the supplier too when an offer has ended, each signed with its own secret', async () => {
    await using receiver = await startWebhookReceiver();
    await using city = await cityFor(receiver, { supplierToo: true });
    await city.supplier.register();
    await city.system.drain();
    await city.recipients[0]!.accept((await city.recipients[0]!.offers())[0]!.id);
    await city.system.drain();

    const ended = receiver.received.filter(({ body }) => JSON.parse(body).type === 'offer.ended');
    expect(ended).toHaveLength(2);
    vi.useFakeTimers({ toFake: ['Date'], now: city.system.clock.now() });
    const owners = ended.map(({ body, headers }) =>
      [city.supplier.id, city.recipients[0]!.id].filter((id) => {
        try {
          new Webhook(testSecrets.partnerSecret(id)).verify(body, headers as Record<string, string>);
          return true;
        } catch {
          return false;
        }
      }),
    );
    expect(new Set(owners.flat())).toEqual(new Set([city.supplier.id, city.recipients[0]!.id]));
    expect(new Set(ended.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
  });

  it('comes again after a failure with the same id and a fresh time, on the promised schedule', async () => {
    await using receiver = await startWebhookReceiver();
    await using city = await cityFor(receiver);
    receiver.answer(...Array.from({ length: 40 }, () => 503));
    await city.supplier.register({ collectBy: new Date(city.system.clock.now() + 60 * HOUR).toISOString() });
    await city.system.drain();

    const madeId = receiver.received[0]!.headers['webhook-id'];
    const attempts = () => receiver.received.filter(({ headers }) => headers['webhook-id'] === madeId);
    for (const [index, seconds] of RETRY_SECONDS.entries()) {
      expect(attempts()).toHaveLength(index + 1);
      await city.system.advance((seconds - 1) * 1000, seconds * 1000);
      expect(attempts()).toHaveLength(index + 1);
      await city.system.advance(1000, 1000);
    }
    expect(attempts()).toHaveLength(12);
    const times = attempts().map(({ headers }) => Number(headers['webhook-timestamp']));
    expect(times.slice(1).map((time, index) => time - times[index]!)).toEqual(RETRY_SECONDS);
    expect(new Set(attempts().map(({ body }) => body)).size).toBe(1);
    const letters = await deadLetters(city);
    expect(letters.map(({ queue, event }) => [queue, (event as { type: string }).type])).toContainEqual([
      'notifications',
      'offer.made',
    ]);
  });

  it('waits longer when the partner asks for it', async () => {
    await using receiver = await startWebhookReceiver();
    await using city = await cityFor(receiver);
    receiver.answer({ status: 429, headers: { 'retry-after': '90' } });
    await city.supplier.register();
    await city.system.drain();

    await city.system.advance(89_000, 89_000);
    expect(receiver.received).toHaveLength(1);
    await city.system.advance(1000, 1000);
    expect(receiver.received).toHaveLength(2);
  });

  it.each([410, 400, 401, 404, 301, 307])(
    'that is answered %i is set aside at once, and delivered when an operator says so',
    async (status) => {
      await using receiver = await startWebhookReceiver();
      await using city = await cityFor(receiver);
      receiver.answer({ status, headers: { location: 'http://127.0.0.1:1/' } });
      await city.supplier.register();
      await city.system.drain();

      const [letter] = await deadLetters(city);
      expect(letter).toMatchObject({ queue: 'notifications', receiveCount: 1 });
      expect(letter!.reason).toContain(String(status));
      expect(receiver.received).toHaveLength(1);

      const path = `/v1/dead-letters/${encodeURIComponent(letter!.id)}/redrive`;
      expect(await city.operator.post(path)).toMatchObject({ status: 200, body: { status: 'redriven' } });
      await city.system.drain();

      expect(receiver.received).toHaveLength(2);
      expect(receiver.received[1]!.headers['webhook-id']).toBe(receiver.received[0]!.headers['webhook-id']);
      expect(await deadLetters(city)).toEqual([]);
      expect((await city.operator.post(path)).status).toBe(404);
    },
  );

  it('that nobody answers is tried again; the flow of offers does not wait for it', async () => {
    await using city = await startCity([{ webhookUrl: 'http://127.0.0.1:9/hook' }]);
    const lot = await city.supplier.register();
    await city.system.drain();

    expect((await city.operator.lot(lot.id)).status).toBe('offered');
    expect(await city.system.ports.queues.depth('notifications')).toMatchObject({ leased: 1, dead: 0 });
  });
});

describe('an address that is not of the public Internet', () => {
  const PRIVATE = [
    'http://example.org/hook',
    'https://localhost/hook',
    'https://127.0.0.1/hook',
    'https://127.1/hook',
    'https://2130706433/hook',
    'https://0x7f000001/hook',
    'https://0177.0.0.1/hook',
    'https://10.0.0.5/hook',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://0.0.0.0/',
    'https://metadata.google.internal/',
    'https://backend/',
    'https://user:password@example.org/',
    'file:///etc/passwd',
    'gopher://example.org/',
  ];

  it.each(PRIVATE)('is refused when it is registered: %s', async (webhookUrl) => {
    await using city = await startCity([], { allowPrivateWebhooks: false });
    const answer = await city.operator.post('/v1/recipients', recipientInput({ webhookUrl }));
    expect(answer.status).toBe(422);
    expect(answer.body.errors!.map(({ path }) => path)).toEqual(['webhookUrl']);
    expect((await city.supplier.patch(`/v1/suppliers/${city.supplier.id}`, { webhookUrl })).status).toBe(422);
  });

  it.each(PRIVATE.filter((url) => url.startsWith('https://')))(
    'is refused when something is to be sent there: %s',
    async (webhookUrl) => {
      await using city = await startCity([{}], { allowPrivateWebhooks: false });
      await writePast(city, { webhookUrl });
      await city.supplier.register();
      await city.system.drain();

      const [letter] = await deadLetters(city);
      expect(letter?.reason).toMatch(/address/);
    },
  );

  it('is refused when a public name leads to it (rebinding)', async () => {
    await using receiver = await startWebhookReceiver();
    const sender = createWebhookSender({
      allowPrivate: false,
      lookup: (_host, options, callback) => {
        const found = [{ address: '127.0.0.1', family: 4 }];
        if (options.all) callback(null, found);
        else callback(null, '127.0.0.1', 4);
      },
    });
    let inner: Notifier | undefined;
    const notifier: Notifier = { notify: (partner, event) => inner!.notify(partner, event) };
    await using city = await startCity([{}], { allowPrivateWebhooks: false, notifier });
    inner = createWebhookNotifier({ ...city.system.slot.deps, sender });
    const { port } = new URL(receiver.url);
    await writePast(city, { webhookUrl: `https://hooks.partner-city.org:${port}/hook` });
    await city.supplier.register();
    await city.system.drain();

    expect((await deadLetters(city))[0]!.reason).toContain('not one of the public Internet');
    expect(receiver.received).toEqual([]);
    await sender[Symbol.asyncDispose]();
  });
});

async function cityFor(receiver: WebhookReceiver, { supplierToo = false } = {}): Promise<City> {
  const supplier = supplierToo ? { webhookUrl: receiver.url } : {};
  return await startCity([{ webhookUrl: receiver.url, responseMinutes: 1440 }], { supplier });
}

async function deadLetters({ operator }: City): Promise<DeadLetter[]> {
  const page = await operator.get<{ items: DeadLetter[] }>('/v1/dead-letters');
  return expecting(200, page).items;
}

/** Changes the stored recipient without the checks of the interface, as an older version might have left it. */
async function writePast(city: City, patch: Partial<RecipientView>): Promise<void> {
  const { recipients } = city.system.ports;
  const before = await recipients.find(city.recipients[0]!.id);
  const partner = { ...before!, ...patch, version: before!.version + 1 };
  expect(await recipients.update({ partner, events: [], audit: [] })).toEqual({ kind: 'updated' });
}
