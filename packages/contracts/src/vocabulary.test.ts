import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { EventData, EventEnvelope } from './event.ts';
import { OversupplyId, Timestamp } from './primitives.ts';
import * as vocabulary from './vocabulary.ts';

const words: Readonly<Record<string, unknown>> = { ...vocabulary };

/**
 * Words that are in databases, files and other people's programs. Adding one is a change of this list;
 * renaming or removing one breaks them.
 */
const PUBLISHED = {
  CATEGORIES: [
    'produce',
    'bakery',
    'dairy',
    'meat_fish',
    'prepared',
    'frozen',
    'beverages',
    'non_perishable',
  ],
  TEMPERATURES: ['ambient', 'chilled', 'frozen', 'hot'],
  DATE_TYPES: ['use_by', 'best_before', 'packed'],
  ROLES: ['supplier', 'recipient', 'operator'],
  RECIPIENT_KINDS: ['food_pantry', 'soup_kitchen', 'shelter', 'community_fridge', 'school', 'other'],
  OVERSUPPLY_STATUSES: ['matching', 'offered', 'accepted', 'collected', 'unmatched', 'expired', 'withdrawn'],
  OFFER_STATUSES: ['offered', 'accepted', 'declined', 'timed_out', 'withdrawn', 'expired'],
  DECLINE_REASONS: ['no_capacity', 'no_transport', 'closed', 'unsuitable', 'quality', 'other'],
} as const;

describe('vocabulary', () => {
  it.each(Object.entries(PUBLISHED))('%s keeps every published word', (name, published) => {
    expect(words[name]).toEqual(expect.arrayContaining([...published]));
  });

  it('names the fourteen allergens of the EU', () => {
    expect(new Set(vocabulary.ALLERGENS).size).toBe(14);
  });
});

describe('primitives', () => {
  it('takes ids of its own kind only', () => {
    const check = Compile(OversupplyId);

    expect(check.Check('ovs_01a20ced-6412-791a-a71c-d9b18c35f047')).toBe(true);
    expect(check.Check('sup_01a20ced-6412-791a-a71c-d9b18c35f047')).toBe(false);
    expect(check.Check('ovs_01a20ced-6412-791a-a71c-d9b18c35f047\n')).toBe(false);
  });

  it.each(['2026-11-05T18:30:00Z', '2026-11-05T18:30:00.125Z'])('takes the time %s', (text) => {
    expect(Compile(Timestamp).Check(text)).toBe(true);
  });

  it.each(['2026-11-05', 'now', '2026-13-05T18:30:00Z', ''])('refuses the time %j', (text) => {
    expect(Compile(Timestamp).Check(text)).toBe(false);
  });
});

describe('EventEnvelope', () => {
  it('wraps the data of its type and of no other', () => {
    const check = Compile(EventEnvelope('policy.changed'));
    const event = {
      specversion: '1.0',
      id: 'policy:3',
      source: 'sprk',
      type: 'policy.changed',
      subject: 'policy',
      time: '2026-11-05T18:30:00Z',
      audience: {},
      data: { version: 3 },
    };

    expect(check.Check(event)).toBe(true);
    expect(check.Check({ ...event, type: 'partner.changed' })).toBe(false);
    expect(check.Check({ ...event, data: { version: 'three' } })).toBe(false);
  });

  it('exists for every type of event', () => {
    const types = Object.keys(EventData) as (keyof typeof EventData)[];

    for (const type of types) expect(() => Compile(EventEnvelope(type))).not.toThrow();
  });
});
