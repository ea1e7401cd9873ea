import type { Notifier } from '@sprk/core';
import { createSigner, type WebhookSender } from '@sprk/platform';
import type { BackendDeps } from './deps.ts';

const TIMEOUT_MS = 15_000;

type Deps = Pick<BackendDeps, 'clock' | 'partnerSecret'> & { readonly sender: WebhookSender };

/** Posts the event, signed with the partner's own secret (Standard Webhooks), to the URL it registered. */
export function createWebhookNotifier({ clock, partnerSecret, sender }: Deps): Notifier {
  return {
    async notify(partner, event) {
      if (!partner.webhookUrl || !partner.active) return { kind: 'delivered' };
      const { audience: _, ...message } = event;
      const body = JSON.stringify(message);
      const signed = createSigner([partnerSecret(partner.id)]).sign({
        // One id per partner and event, the same for every attempt.
        id: `${event.id}:${partner.id}`,
        timestampSeconds: Math.floor(clock.now() / 1000),
        body,
      });
      const headers = { ...signed, 'content-type': 'application/json' };
      const delivery = await sender.post({ url: partner.webhookUrl, headers, body, timeoutMs: TIMEOUT_MS });
      if (delivery.kind === 'delivered') return { kind: 'delivered' };
      const reason = `${partner.name}: ${delivery.reason}`;
      if (delivery.kind !== 'retryable') return { kind: 'refused', reason };
      const { retryAfterSeconds } = delivery;
      return {
        kind: 'retry',
        reason,
        ...(retryAfterSeconds !== undefined && { afterSeconds: retryAfterSeconds }),
      };
    },
  };
}
