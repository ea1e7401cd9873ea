import type {
  Candidate,
  DeclineReason,
  Handover,
  Measure,
  OfferStatus,
  OversupplyStatus,
  Registration,
  UnmatchedCause,
} from '@sprk/contracts';

/** One attempt at one recipient. Its natural key is (oversupplyId, attempt). */
export interface Offer {
  readonly id: string;
  readonly oversupplyId: string;
  readonly supplierId: string;
  readonly recipientId: string;
  /** 1, 2, … within the lot, over all rounds. */
  readonly attempt: number;
  readonly round: number;
  readonly source: 'cascade' | 'override' | 'hub';
  readonly status: OfferStatus;
  readonly massKg: number;
  /** The recipient's opening day whose capacity is held while the offer or the acceptance lives. */
  readonly slotDate: string;
  readonly arriveBy: string;
  readonly distanceKm: number;
  readonly offeredAt: string;
  readonly answerBy: string;
  readonly answeredAt?: string;
  readonly declineReason?: DeclineReason;
  readonly note?: string;
  readonly late?: boolean;
}

/** A candidate as the lot keeps it: what it takes to make the offer and to learn from the answer. */
export type CascadeStep = Omit<Candidate, 'contributions'> & {
  /** What it was scored with, if that was not the weights of the cascade: it was asked in an earlier round. */
  readonly weightsVersion?: string;
};

/** The matcher's ordered candidates, as the lot walks through them. */
export interface Cascade {
  readonly round: number;
  readonly weightsVersion: string;
  readonly schemaHash: string;
  /** Those asked in earlier rounds come first, so that a late answer is still learned from. */
  readonly candidates: readonly CascadeStep[];
  /** Index of the next candidate to ask. */
  readonly next: number;
}

/** One registered oversupply with everything that happened to it: the unit of consistency. */
export interface Lot {
  readonly id: string;
  readonly registration: Registration;
  readonly registeredAt: string;
  /** Rises by one with each stored change; commits are conditional on it. */
  readonly version: number;
  readonly status: OversupplyStatus;
  readonly cause?: UnmatchedCause;
  /** Rises with each question to the matcher; an answer to an older round has no effect. */
  readonly round: number;
  /** When the matcher was asked in this round, and how often. */
  readonly askedAt: string;
  readonly asks: number;
  readonly cascade?: Cascade;
  readonly offers: readonly Offer[];
  /** Recipients lost to a capacity race in this round, or just before it: left out of this round's question. */
  readonly lostTo: readonly string[];
  /** Who answered for the lot this one was split from: the matcher is not asked about them again. */
  readonly refusedBy?: readonly string[];
  /** How far the search was widened, km; absent: as far as the policy says. */
  readonly reachKm?: number;
  /** What was done because a plain cascade did not place it, in order. */
  readonly measures?: readonly Measure[];
  /** kg left in this lot after parts were split off; absent: all of `registration.massKg`. */
  readonly remainingKg?: number;
  /** The offer that was accepted. */
  readonly acceptedOfferId?: string;
  readonly acceptedMassKg?: number;
  readonly collectedMassKg?: number;
  readonly collectedAt?: string;
  /** Why it was taken back, in the supplier's words. */
  readonly withdrawReason?: string;
  readonly childIds: readonly string[];
  readonly handover?: Handover;
  /** When the clock has to look at this lot again (RFC 3339); absent when nothing is due. */
  readonly wakeAt?: string;
  readonly traceparent?: string;
}

/** The offer that is out and waiting for an answer, if any. At most one at a time. */
export function openOffer(lot: Lot): Offer | undefined {
  return lot.offers.find((offer) => offer.status === 'offered');
}

export function acceptedOffer(lot: Lot): Offer | undefined {
  return lot.offers.find((offer) => offer.id === lot.acceptedOfferId);
}
