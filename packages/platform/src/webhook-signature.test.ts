import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { newWebhookSecret, toWebhookSecret } from './webhook-secret.ts';
import { createSigner, type WebhookHeaders } from './webhook-signature.ts';

// The example of the Standard Webhooks specification.
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const BODY = '{"test": 2432232314}';
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const NOW = 1_614_265_330;

const signer = createSigner([SECRET]);
const headers = signer.sign({ id: ID, timestampSeconds: NOW, body: BODY });

function reasonOf(
  changed: Partial<Record<keyof WebhookHeaders, string | undefined>>,
  body = BODY,
  now = NOW,
) {
  const verdict = signer.verify({ ...headers, ...changed }, body, now);
  return verdict.ok ? 'accepted' : verdict.reason;
}

describe('createSigner', () => {
  it('gives the signature of the specification', () => {
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is understood by the reference library and understands it', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 24, maxLength: 64 }),
        fc.json(),
        fc.uuid(),
        (bytes, body, id) => {
          const secret = toWebhookSecret(bytes);
          const ours = createSigner([secret]);
          const reference = new Webhook(secret);
          const nowSeconds = Math.floor(Date.now() / 1000);

          const made = ours.sign({ id, timestampSeconds: nowSeconds, body });
          const theirs = {
            ...made,
            'webhook-signature': reference.sign(id, new Date(nowSeconds * 1000), body),
          };

          expect(() => reference.verify(body, { ...made })).not.toThrow();
          expect(ours.verify(theirs, body, nowSeconds)).toEqual({ ok: true, id });
        },
      ),
    );
  });

  it('signs bytes and text alike', () => {
    const text = '{"name":"Käse 🧀"}';

    expect(signer.sign({ id: ID, timestampSeconds: NOW, body: Buffer.from(text) })).toEqual(
      signer.sign({ id: ID, timestampSeconds: NOW, body: text }),
    );
  });

  it.each([
    '',
    'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'whsec_',
    'whsec_c2hvcnQ=',
    'whsec_!!!!',
    `whsec_${'A'.repeat(88)}`,
  ])('refuses the secret %j without repeating it', (secret) => {
    expect(() => createSigner([secret])).toThrow(
      'A webhook secret must be whsec_ and the base64 of 24 to 64 random bytes',
    );
  });

  it('refuses none or more than two secrets, and ids and timestamps that make the signed text ambiguous', () => {
    expect(() => createSigner([])).toThrow();
    expect(() => createSigner([SECRET, SECRET, SECRET])).toThrow();
    expect(() => signer.sign({ id: 'a.b', timestampSeconds: NOW, body: BODY })).toThrow();
    expect(() => signer.sign({ id: 'a', timestampSeconds: 1.5, body: BODY })).toThrow();
  });
});

describe('verify', () => {
  it('accepts its own signature, alone or among others', () => {
    const others = `v1a,${'A'.repeat(86)}== v1,${'A'.repeat(43)}= nonsense ${headers['webhook-signature']}`;

    expect(signer.verify(headers, Buffer.from(BODY), NOW)).toEqual({ ok: true, id: ID });
    expect(reasonOf({ 'webhook-signature': others })).toBe('accepted');
  });

  it('accepts 5 minutes of age or advance and not a second more', () => {
    expect(reasonOf({}, BODY, NOW + 300)).toBe('accepted');
    expect(reasonOf({}, BODY, NOW - 300)).toBe('accepted');
    expect(reasonOf({}, BODY, NOW + 301)).toBe('too_old');
    expect(reasonOf({}, BODY, NOW - 301)).toBe('in_future');
  });

  it('accepts a retry with the same id and a fresh timestamp', () => {
    const retry = signer.sign({ id: ID, timestampSeconds: NOW + 7200, body: BODY });

    expect(signer.verify(retry, BODY, NOW + 7200)).toEqual({ ok: true, id: ID });
  });

  it.each([
    ['a changed body', {}, `${BODY} `, 'bad_signature'],
    ['a changed id', { 'webhook-id': 'msg_other' }, BODY, 'bad_signature'],
    ['a changed timestamp', { 'webhook-timestamp': String(NOW + 1) }, BODY, 'bad_signature'],
    [
      'no signature of version 1',
      { 'webhook-signature': headers['webhook-signature'].replace('v1', 'v2') },
      BODY,
      'bad_signature',
    ],
    ['an empty signature', { 'webhook-signature': '' }, BODY, 'bad_signature'],
    ['a missing id', { 'webhook-id': undefined }, BODY, 'missing_header'],
    ['a missing timestamp', { 'webhook-timestamp': undefined }, BODY, 'missing_header'],
    ['a missing signature', { 'webhook-signature': undefined }, BODY, 'missing_header'],
    ['a timestamp in words', { 'webhook-timestamp': 'now' }, BODY, 'bad_timestamp'],
    ['a timestamp with a zero in front', { 'webhook-timestamp': `0${NOW}` }, BODY, 'bad_timestamp'],
    ['an id with a dot', { 'webhook-id': 'a.b' }, BODY, 'bad_id'],
  ])('refuses %s', (_, changed, body, reason) => {
    expect(reasonOf(changed, body)).toBe(reason);
  });

  it('refuses a shifted border between id, timestamp and body', () => {
    const body = `${NOW}.{}`;
    const made = signer.sign({ id: 'msg', timestampSeconds: NOW - 200, body });
    const shifted = { ...made, 'webhook-id': `msg.${NOW - 200}`, 'webhook-timestamp': String(NOW) };

    expect(signer.verify(shifted, '{}', NOW)).toEqual({ ok: false, reason: 'bad_id' });
  });

  it('accepts both secrets during a rotation and only the remaining one after it', () => {
    const [old, fresh, foreign] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()];
    const message = { id: ID, timestampSeconds: NOW, body: BODY };
    const both = createSigner([fresh, old]);

    for (const peer of [old, fresh]) {
      expect(createSigner([peer]).verify(both.sign(message), BODY, NOW).ok).toBe(true);
      expect(both.verify(createSigner([peer]).sign(message), BODY, NOW).ok).toBe(true);
    }
    expect(both.sign(message)['webhook-signature'].split(' ')).toHaveLength(2);
    expect(both.verify(createSigner([foreign]).sign(message), BODY, NOW).ok).toBe(false);
    expect(createSigner([fresh]).verify(createSigner([old]).sign(message), BODY, NOW).ok).toBe(false);
  });

  it('accepts no mutation of id, timestamp, signature or body', () => {
    const parts = [headers['webhook-id'], headers['webhook-timestamp'], headers['webhook-signature'], BODY];
    const mutation = fc.record({
      part: fc.nat(3),
      at: fc.nat(200),
      char: fc.string({ unit: 'binary', minLength: 0, maxLength: 1 }),
      insert: fc.boolean(),
    });

    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const changed = [...parts];
        for (const { part, at, char, insert } of mutations) {
          const text = changed[part] ?? '';
          const index = at % (text.length + 1);
          changed[part] = text.slice(0, index) + char + text.slice(insert ? index : index + 1);
        }
        fc.pre(changed.some((text, index) => text !== parts[index]));
        // More signatures beside the right one are allowed, so what adds without changing is not a forgery.
        fc.pre(
          !(changed[2] ?? '').split(' ').includes(headers['webhook-signature']) ||
            changed.some((text, index) => index !== 2 && text !== parts[index]),
        );
        const [id, timestamp, signature, body = ''] = changed;

        const verdict = signer.verify(
          { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature },
          body,
          NOW,
        );

        expect(verdict.ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
