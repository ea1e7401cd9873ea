import type { ExplanationView, Language, OfferExplanationView, Recommendation } from '@sprk/contracts';
import {
  type AcceptanceModel,
  AppError,
  denseModel,
  type ExplainedCase,
  explainLot,
  explainRecipient,
  explainToSupplier,
  type Lot,
  type Offer,
  phrasesIn,
  type Standing,
} from '@sprk/core';
import type { BackendDeps } from '../deps.ts';
import { type ExplainedLot, loadCases } from './load-cases.ts';

type Deps = Pick<BackendDeps, 'ports' | 'clock'>;

export interface Question {
  readonly language: Language;
  /** Everything, or what a supplier may see of others. */
  readonly reader: 'operator' | 'supplier';
  readonly recipientId?: string | undefined;
}

/** Puts into words why a lot went where it went. @throws AppError not_found for an unknown recipient */
export function createExplainer(deps: Deps) {
  const modelOf = createModelCache(deps);

  async function about(lot: Lot, round?: number): Promise<ExplainedLot> {
    const [recommendation, policy] = await Promise.all([
      deps.ports.lots.findRecommendation(lot.id, round),
      deps.ports.policy.current(),
    ]);
    const model = recommendation && (await modelOf(recommendation.weightsVersion));
    return { lot, recommendation, policy, model, now: deps.clock.now() };
  }

  return {
    async lot(lot: Lot, { language, reader, recipientId }: Question): Promise<ExplanationView> {
      const subject = await about(lot);
      const { recommendation } = subject;
      const cascade = recommendation?.candidates.map((one) => one.recipientId) ?? [];
      const blocked = reader === 'operator' ? (recommendation?.blocked ?? []) : [];
      const ids = [...cascade, ...blocked.map((one) => one.recipientId)];
      const cases = await loadCases(deps.ports, subject, recipientId ? [...ids, recipientId] : ids);
      const asked = recipientId === undefined ? undefined : cases.get(recipientId);
      if (recipientId !== undefined && !asked) throw new AppError('not_found');
      const explain = reader === 'operator' ? explainRecipient : explainToSupplier;
      const inWords = (one: ExplainedCase) =>
        explain(one, standingOf(lot, recommendation, cases, one.recipient.id), language);
      const all = (wanted: readonly string[]) => wanted.flatMap((id) => cases.get(id) ?? []).map(inWords);
      return {
        ...explainLot(lot, recommendation, language),
        candidates: all(cascade),
        blocked: all(blocked.map((one) => one.recipientId)),
        ...(asked && { recipient: inWords(asked) }),
      };
    },

    /** To the recipient itself. */
    async offer(lot: Lot, offer: Offer, language: Language): Promise<OfferExplanationView> {
      const phrases = phrasesIn(language);
      const cases = await loadCases(deps.ports, await about(lot, offer.round), [offer.recipientId]);
      const one = cases.get(offer.recipientId);
      if (!one) throw new AppError('not_found');
      const { facts } = explainRecipient(one, { asked: offer.status, reasons: [] }, language);
      const because = {
        override: phrases.chosenByOperator,
        hub: phrases.chosenAsHub,
        cascade: `${phrases.chosenByMatching} ${facts.map(({ text }) => text).join(', ')}.`,
      };
      return { offerId: offer.id, language, text: because[offer.source], facts };
    },
  };
}

function standingOf(
  lot: Lot,
  recommendation: Recommendation | undefined,
  cases: ReadonlyMap<string, ExplainedCase>,
  id: string,
): Standing {
  const offer = lot.offers.findLast(({ recipientId }) => recipientId === id);
  const index = recommendation?.candidates.findIndex(({ recipientId }) => recipientId === id) ?? -1;
  const first = recommendation?.candidates[0]?.recipientId;
  return {
    asked: offer?.status,
    place: index < 0 ? undefined : index + 1,
    reasons: recommendation?.blocked.find(({ recipientId }) => recipientId === id)?.reasons,
    first: first === undefined || first === id ? undefined : cases.get(first),
  };
}

/** The newest model is asked for again and again, and is large. */
function createModelCache({ ports }: Deps) {
  let cached: AcceptanceModel | undefined;
  return async (version: string): Promise<AcceptanceModel | undefined> => {
    if (cached?.version === version) return cached;
    const weights = await ports.weights.find(version);
    if (weights) cached = denseModel(weights);
    return weights && cached;
  };
}
