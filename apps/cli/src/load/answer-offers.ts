import { setTimeout as sleep } from 'node:timers/promises';
import type { DeclineReason, OfferNotice } from '@sprk/contracts';
import type { Random } from '@sprk/core';
import type { Acceptance, AcceptingRecipient } from '@sprk/simulator';
import type { ApiClient } from '../shared/api-client.ts';
import { sendPatiently } from '../shared/send-patiently.ts';

export type AnswerDeps = {
  readonly client: ApiClient;
  readonly tokenOf: (recipientId: string) => Promise<string>;
  /** For recipients that answer more often than one partner may call: operators may answer for them. */
  readonly operatorToken: string;
  readonly recipients: ReadonlyMap<string, AcceptingRecipient>;
  readonly acceptance: Acceptance;
  readonly random: Random;
  /** ms since the epoch */
  readonly now: () => number;
  /** Longest time to think, ms, at least 3. */
  readonly answerMs: number;
  readonly signal: AbortSignal;
};

const REASONS: readonly DeclineReason[] = ['no_capacity', 'no_transport', 'closed', 'unsuitable', 'other'];
const SHORTEST_MS = 3;
const UNKNOWN_KM = 3;

/** Answers offers as the recipients would by the modelled acceptance, only far quicker than people. */
export function createOfferAnswerer(deps: AnswerDeps) {
  const { client, tokenOf, operatorToken, recipients, acceptance, random, now, answerMs, signal } = deps;
  const answered = new Set<string>();
  const open = new Set<Promise<void>>();
  const counts = { accepted: 0, declined: 0, tooLate: 0, failed: 0, rateLimited: 0 };

  async function answer(notice: OfferNotice): Promise<void> {
    const { offerId, recipientId, category, massKg, distanceKm = UNKNOWN_KM } = notice;
    const recipient = recipients.get(recipientId) ?? { id: recipientId, capacityKg: 100, timeZone: 'UTC' };
    const lot = { category: category as Parameters<Acceptance>[1]['category'], massKg };
    const isYes = random.next() < acceptance(recipient, lot, distanceKm, now());
    const reason = REASONS[Math.floor(random.next() * REASONS.length)];
    // Log-uniform: most answer at once, some take their time.
    await sleep(SHORTEST_MS * (answerMs / SHORTEST_MS) ** random.next(), undefined, { signal });
    const request = {
      method: 'POST',
      path: `/v1/offers/${offerId}/${isYes ? 'accept' : 'decline'}`,
      body: isYes ? {} : { reason },
    } as const;
    let token = await tokenOf(recipientId);
    const { status } = await sendPatiently(() => client.send({ ...request, token }), {
      signal,
      onTurnedAway(turnedAway) {
        if (turnedAway !== 429) return;
        counts.rateLimited += 1;
        token = operatorToken;
      },
    });
    if (status === 200 || status === 201 || status === 204) counts[isYes ? 'accepted' : 'declined'] += 1;
    else if (status === 409) counts.tooLate += 1;
    else counts.failed += 1;
  }

  return {
    counts: counts as Readonly<typeof counts>,
    take(notice: OfferNotice): void {
      if (signal.aborted || answered.has(notice.offerId)) return;
      answered.add(notice.offerId);
      const answering = answer(notice)
        .catch(() => {
          if (!signal.aborted) counts.failed += 1;
        })
        .finally(() => open.delete(answering));
      open.add(answering);
    },
    async drain(): Promise<void> {
      await Promise.all(open);
    },
  };
}
