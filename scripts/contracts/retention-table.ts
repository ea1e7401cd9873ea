import { RETENTION, type Retention } from '@sprk/adapter-sqlite/retention';

const DAY_MS = 86_400_000;

const WHAT: Readonly<Record<keyof Retention, string>> = {
  claimsMs: 'idempotency keys',
  eventsMs: 'the log of events behind `GET /v1/events`, beyond what queues still hold',
  maxEvents: 'at most so many events of the log, whatever their age',
  deadLettersMs: 'dead letters',
  slotsMs: 'capacity held on past days',
  finishedLotsMs: 'offers and recommendations of finished lots in full; after that compressed',
};

/** What is forgotten, and when: as the embedded store has it. */
export function retentionTable(): string {
  const keys = Object.keys(WHAT) as (keyof Retention)[];
  const rows = keys.map((key) => `| ${WHAT[key]} | ${amount(key)} |`);
  return ['| what | kept |', '|---|---|', ...rows].join('\n');
}

function amount(key: keyof Retention): string {
  return key.endsWith('Ms') ? `${RETENTION[key] / DAY_MS} days` : RETENTION[key].toLocaleString('en-GB');
}
