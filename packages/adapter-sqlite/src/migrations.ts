/**
 * The schema, step by step: entry n takes a file from `user_version` n to n + 1. Entries are never changed once
 * released, only added. Ids are UUIDv7 as 16-byte BLOBs (packed-id.ts), moments are milliseconds since the epoch,
 * masses whole milligrams, bodies JSON. `seq` is one global sequence over events, queue places and directory changes.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID`,

    // The registration never changes and stands once: the event of the registration is rebuilt from it.
    // `state` comes last, so that conditions on version and status never touch overflow pages.
    `CREATE TABLE lots (
      n INTEGER PRIMARY KEY,
      id ANY NOT NULL UNIQUE,
      supplier ANY NOT NULL,
      status INTEGER NOT NULL,
      version INTEGER NOT NULL,
      registered_at INTEGER NOT NULL,
      wake_at INTEGER,
      registration TEXT NOT NULL,
      state TEXT NOT NULL
    ) STRICT`,
    // Filled late, see late-index.ts: entries not moved yet are found by their number in lots and claims_log.
    `CREATE TABLE supplier_lots (supplier ANY NOT NULL, id ANY NOT NULL, PRIMARY KEY (supplier, id)) STRICT, WITHOUT ROWID`,
    `CREATE INDEX lots_by_status ON lots (status, id)`,
    `CREATE INDEX lots_by_wake ON lots (wake_at, id) WHERE wake_at IS NOT NULL`,

    `CREATE TABLE offers (
      lot ANY NOT NULL,
      attempt INTEGER NOT NULL,
      id ANY NOT NULL,
      recipient ANY NOT NULL,
      status INTEGER NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (lot, attempt)
    ) STRICT, WITHOUT ROWID`,
    `CREATE UNIQUE INDEX offers_by_id ON offers (id)`,
    `CREATE INDEX offers_by_recipient ON offers (recipient, id)`,
    `CREATE INDEX offers_open ON offers (recipient, id) WHERE status = 0`,

    `CREATE TABLE recommendations (
      n INTEGER PRIMARY KEY,
      lot ANY NOT NULL,
      round INTEGER NOT NULL,
      body TEXT NOT NULL,
      UNIQUE (lot, round)
    ) STRICT`,
    `CREATE TABLE archive_lots (lot ANY PRIMARY KEY, body BLOB NOT NULL) STRICT`,

    `CREATE TABLE claims (
      scope ANY NOT NULL,
      key TEXT NOT NULL,
      fingerprint ANY NOT NULL,
      resource ANY NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (scope, key)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE claims_log (
      n INTEGER PRIMARY KEY,
      scope ANY NOT NULL,
      key TEXT NOT NULL,
      fingerprint ANY NOT NULL,
      resource ANY NOT NULL,
      at INTEGER NOT NULL
    ) STRICT`,

    `CREATE TABLE counters (name TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
    `CREATE TABLE impact (
      date TEXT NOT NULL, category TEXT NOT NULL, lots INTEGER NOT NULL, mg INTEGER NOT NULL,
      PRIMARY KEY (date, category)
    ) STRICT, WITHOUT ROWID`,

    `CREATE TABLE slots (
      recipient ANY NOT NULL, date TEXT NOT NULL, mg INTEGER NOT NULL, seq INTEGER NOT NULL,
      PRIMARY KEY (recipient, date)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX slots_by_seq ON slots (seq)`,
    `CREATE INDEX slots_by_date ON slots (date)`,
    `CREATE TABLE activity (
      recipient ANY PRIMARY KEY, body TEXT NOT NULL, seq INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX activity_by_seq ON activity (seq)`,

    ...['suppliers', 'recipients'].flatMap((table) => [
      `CREATE TABLE ${table} (
        id ANY PRIMARY KEY, external_id TEXT, version INTEGER NOT NULL, body TEXT NOT NULL, seq INTEGER NOT NULL
      ) STRICT`,
      `CREATE UNIQUE INDEX ${table}_by_external_id ON ${table} (external_id) WHERE external_id IS NOT NULL`,
      `CREATE INDEX ${table}_by_seq ON ${table} (seq)`,
    ]),
    `CREATE TABLE policy (
      one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, body TEXT NOT NULL, seq INTEGER NOT NULL
    ) STRICT`,

    // Either a body, or a lot whose registration it tells of.
    `CREATE TABLE events (
      seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, lot ANY, trace TEXT, body TEXT
    ) STRICT`,
    // Points to an event, or carries its own copy after a redrive. `visible_at` is null until the first delivery.
    `CREATE TABLE queue (
      queue INTEGER NOT NULL,
      place INTEGER NOT NULL,
      receives INTEGER NOT NULL,
      leased INTEGER NOT NULL,
      visible_at INTEGER,
      entered_at INTEGER NOT NULL,
      body TEXT,
      PRIMARY KEY (queue, place)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX queue_hidden ON queue (queue, visible_at) WHERE visible_at IS NOT NULL`,
    `CREATE TABLE dead_letters (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      queue INTEGER NOT NULL,
      dead_at INTEGER NOT NULL,
      receives INTEGER NOT NULL,
      reason TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT`,

    `CREATE TABLE weights (
      version TEXT PRIMARY KEY, sequence INTEGER NOT NULL UNIQUE, body TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE active_weights (
      one INTEGER PRIMARY KEY CHECK (one = 1), generation INTEGER NOT NULL, body TEXT NOT NULL
    ) STRICT`,

    // Full blocks are sealed with a checksum; the newest outcomes wait as rows for the next block.
    `CREATE TABLE outcome_blocks (
      first INTEGER PRIMARY KEY, count INTEGER NOT NULL, checksum INTEGER NOT NULL, body BLOB NOT NULL
    ) STRICT`,
    `CREATE TABLE outcome_tail (position INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT`,
    `CREATE TABLE outcome_keys (
      lot ANY NOT NULL, recipient ANY NOT NULL, attempt INTEGER NOT NULL, kind TEXT NOT NULL,
      PRIMARY KEY (lot, recipient, attempt, kind)
    ) STRICT, WITHOUT ROWID`,

    `CREATE TABLE audit (seq INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT`,
  ],
];
