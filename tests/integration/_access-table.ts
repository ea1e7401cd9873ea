import { DEFAULT_POLICY } from '@sprk/core';
import { lotInput, recipientInput, supplierInput } from '../harness/index.ts';

export type Role = 'supplier' | 'recipient' | 'operator';
export type Subject = 'lot' | 'accepted' | 'offer' | 'supplier' | 'recipient' | 'weights' | 'deadLetter';
export interface Entry {
  /** Status for those who may, on what is theirs. Everybody else is refused. */
  readonly may: Partial<Record<Role, number>>;
  /** What `:id` names; absent: no id in the address. */
  readonly subject?: Subject;
  readonly body?: (now: number) => unknown;
  readonly contentType?: string;
}

export const UUID = '01999999-9999-7999-8999-999999999999';

/** The one table. A route that is not in it fails the first test. */
export const TABLE: Readonly<Record<string, Entry>> = {
  'POST /v1/oversupplies': { may: { supplier: 201, operator: 422 }, body: lotInput },
  'POST /v1/oversupplies:import': {
    may: { supplier: 200, operator: 200 },
    body: () => '{"product":"x"}\n',
    contentType: 'application/x-ndjson',
  },
  'GET /v1/oversupplies': { may: { supplier: 200, operator: 200 } },
  'GET /v1/oversupplies/:id': { may: { supplier: 200, operator: 200 }, subject: 'lot' },
  'POST /v1/oversupplies/:id/withdraw': {
    may: { supplier: 200, operator: 200 },
    subject: 'lot',
    body: () => ({ reason: 'test' }),
  },
  'POST /v1/oversupplies/:id/handover': {
    may: { supplier: 200, recipient: 200, operator: 200 },
    subject: 'accepted',
    body: () => ({ massKg: 5 }),
  },
  'POST /v1/oversupplies/:id/override': {
    may: { operator: 422 },
    subject: 'lot',
    body: () => ({ recipientId: `rec_${UUID}`, reason: 'test' }),
  },
  'GET /v1/oversupplies/:id/explanation': { may: { supplier: 200, operator: 200 }, subject: 'lot' },
  'GET /v1/offers/:id/explanation': { may: { recipient: 200, operator: 200 }, subject: 'offer' },
  'GET /v1/offers': { may: { recipient: 200, operator: 200 } },
  'GET /v1/offers/:id': { may: { recipient: 200, operator: 200 }, subject: 'offer' },
  'POST /v1/offers/:id/accept': {
    may: { recipient: 200, operator: 200 },
    subject: 'offer',
    body: () => ({}),
  },
  'POST /v1/offers/:id/decline': {
    may: { recipient: 200, operator: 200 },
    subject: 'offer',
    body: () => ({ reason: 'other' }),
  },
  'POST /v1/suppliers': { may: { operator: 201 }, body: () => supplierInput() },
  'GET /v1/suppliers': { may: { operator: 200 } },
  'GET /v1/suppliers/:id': { may: { supplier: 200, operator: 200 }, subject: 'supplier' },
  'PATCH /v1/suppliers/:id': {
    may: { supplier: 200, operator: 200 },
    subject: 'supplier',
    body: () => ({ address: 'Here' }),
  },
  'GET /v1/suppliers/:id/webhook-secret': { may: { supplier: 200, operator: 200 }, subject: 'supplier' },
  'POST /v1/recipients': {
    may: { operator: 201 },
    body: () => recipientInput({ categories: ['frozen'] }),
  },
  'GET /v1/recipients': { may: { operator: 200 } },
  'GET /v1/recipients/:id': { may: { recipient: 200, operator: 200 }, subject: 'recipient' },
  'PATCH /v1/recipients/:id': {
    may: { recipient: 200, operator: 200 },
    subject: 'recipient',
    body: () => ({ address: 'There' }),
  },
  'GET /v1/recipients/:id/webhook-secret': { may: { recipient: 200, operator: 200 }, subject: 'recipient' },
  'GET /v1/weights': { may: { operator: 200 } },
  'POST /v1/weights/:version/activate': { may: { operator: 200 }, subject: 'weights', body: () => ({}) },
  'GET /v1/policy': { may: { operator: 200 } },
  'PUT /v1/policy': { may: { operator: 409 }, body: () => policyInput(999) },
  'POST /v1/policy/preview': { may: { operator: 200 }, body: () => ({ fairness: 1 }) },
  'GET /v1/impact': { may: { operator: 200 } },
  'GET /v1/audit': { may: { operator: 200 } },
  'GET /v1/dead-letters': { may: { operator: 200 } },
  'POST /v1/dead-letters/:id/redrive': { may: { operator: 200 }, subject: 'deadLetter' },
  'GET /v1/events': { may: { supplier: 200, recipient: 200, operator: 200 } },
  'GET /v1/status': { may: { operator: 200 } },
};
/** For everybody, also without a token. */
export const OPEN = [
  'GET /openapi.json',
  'GET /docs',
  'GET /docs/',
  'GET /docs/js/scalar.js',
  'GET /',
  'GET /first-page/page.css',
  'GET /first-page/page.js',
];
/** Only where the development login is on. */
export const DEVELOPMENT = ['GET /status', 'POST /dev/token'];

export const PREFIX: Readonly<Record<Subject, string>> = {
  lot: 'ovs',
  accepted: 'ovs',
  offer: 'off',
  supplier: 'sup',
  recipient: 'rec',
  weights: 'wts',
  deadLetter: 'notifications.ovs',
};
export const MALFORMED = [
  'x',
  'ovs_1',
  `usr_${UUID}`,
  `off_${UUID.toUpperCase()}`,
  `%00${UUID}`,
  '..%2F..',
  "'--",
  '🍞',
];

export function policyInput(version: number) {
  const { changedAt: _, changedBy: __, ...policy } = DEFAULT_POLICY;
  return { ...policy, maxOpenOffers: 1_000_000, version };
}
