import type { Static } from 'typebox';
import { OneOf } from './primitives.ts';

export const CATEGORIES = [
  'produce',
  'bakery',
  'dairy',
  'meat_fish',
  'prepared',
  'frozen',
  'beverages',
  'non_perishable',
] as const;
export const TEMPERATURES = ['ambient', 'chilled', 'frozen', 'hot'] as const;
export const ALLERGENS = [
  'gluten',
  'crustaceans',
  'eggs',
  'fish',
  'peanuts',
  'soybeans',
  'milk',
  'nuts',
  'celery',
  'mustard',
  'sesame',
  'sulphites',
  'lupin',
  'molluscs',
] as const;
export const DATE_TYPES = ['use_by', 'best_before', 'packed'] as const;
export const RECIPIENT_KINDS = [
  'food_pantry',
  'soup_kitchen',
  'shelter',
  'community_fridge',
  'school',
  'other',
] as const;
export const ROLES = ['supplier', 'recipient', 'operator'] as const;
export const OVERSUPPLY_STATUSES = [
  'matching',
  'offered',
  'accepted',
  'collected',
  'unmatched',
  'expired',
  'withdrawn',
] as const;
export const OFFER_STATUSES = [
  'offered',
  'accepted',
  'declined',
  'timed_out',
  'withdrawn',
  'expired',
] as const;
export const DECLINE_REASONS = [
  'no_capacity',
  'no_transport',
  'closed',
  'unsuitable',
  'quality',
  'other',
] as const;

/** Why a recipient cannot take a lot: the hard rules, never overridden by a score. */
export const BLOCK_REASONS = [
  'inactive',
  'not_verified',
  'category',
  'allergen',
  'cold_chain',
  'use_by_passed',
  'best_before_passed',
  'too_far',
  'too_late',
  'closed',
  'capacity',
  'part_too_small',
  'declined_before',
  'fatigue',
] as const;

/** Why nobody has a lot (domain: "why zero"). */
export const UNMATCHED_CAUSES = [
  'no_recipient_in_range',
  'no_recipient_for_category',
  'cold_chain',
  'allergens',
  'past_date',
  'no_open_recipient',
  'capacity',
  'recipients_busy',
  'declined_by_all',
  'no_answer',
  'no_time_left',
  'not_worth_the_trip',
  'not_collected',
  'withdrawn',
] as const;

/** What is done about a lot that a plain cascade does not place, in this order. */
export const MEASURE_KINDS = ['split', 'widened', 'hub', 'operator'] as const;

export const LANGUAGES = ['en', 'de'] as const;

export const Category = OneOf(CATEGORIES);
export const Temperature = OneOf(TEMPERATURES);
export const Allergen = OneOf(ALLERGENS);
export const DateType = OneOf(DATE_TYPES);
export const RecipientKind = OneOf(RECIPIENT_KINDS);
export const Role = OneOf(ROLES);
export const OversupplyStatus = OneOf(OVERSUPPLY_STATUSES);
export const OfferStatus = OneOf(OFFER_STATUSES);
export const DeclineReason = OneOf(DECLINE_REASONS);
export const BlockReason = OneOf(BLOCK_REASONS);
export const UnmatchedCause = OneOf(UNMATCHED_CAUSES);
export const MeasureKind = OneOf(MEASURE_KINDS);
export const Language = OneOf(LANGUAGES);

export type Category = Static<typeof Category>;
export type Temperature = Static<typeof Temperature>;
export type Allergen = Static<typeof Allergen>;
export type RecipientKind = Static<typeof RecipientKind>;
export type Role = Static<typeof Role>;
export type OversupplyStatus = Static<typeof OversupplyStatus>;
export type OfferStatus = Static<typeof OfferStatus>;
export type MeasureKind = Static<typeof MeasureKind>;
export type Language = Static<typeof Language>;
export type DeclineReason = Static<typeof DeclineReason>;
export type BlockReason = Static<typeof BlockReason>;
export type UnmatchedCause = Static<typeof UnmatchedCause>;
