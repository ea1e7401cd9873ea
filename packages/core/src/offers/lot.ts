import type {
  Candidate,
  DeclineReason,
  Handover,
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
  readonly source: 'cascade' | 'override';
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
export type CascadeStep = Omit<Candidate, 'contributions'>;

/** The matcher's ordered candidates, as the lot walks through them. */
export interface Cascade {
  readonly round: number;
  readonly weightsVersion: string;
  readonly schemaHash: string;
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
  /** Recipients lost to a capacity race in this round. */
  readonly lostTo: readonly string[];
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
