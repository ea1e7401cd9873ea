import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { AppError } from '@sprk/core';
import { checkUnitSize } from '@sprk/core/ports/unit-size';
import type { AwsDeps } from './aws-deps.ts';
import { type Effects, isEmpty } from './effects.ts';
import type { Outbox } from './outbox.ts';
import type { PageLog } from './page-log.ts';
import { pause } from './pause.ts';

export type UnitWrite = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Why a unit was refused: positions of the writes whose condition did not hold, with the stored items if asked for. */
export interface Refusal {
  readonly kind: 'refused';
  readonly failed: ReadonlyMap<number, Readonly<Record<string, unknown>> | undefined>;
}
export type UnitResult = { readonly kind: 'committed' } | Refusal;

const MAX_ATTEMPTS = 12;
/** Other transactions hold the same items, or the table is at its limit: the same unit may go through a moment later. */
const PASSING = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Commits units of work: all writes and their effects in one transaction, then a nudge to the page log. */
export class UnitOfWork {
  readonly #deps: AwsDeps;
  readonly #outbox: Outbox;
  readonly #log: PageLog;
  readonly #onError: (error: unknown) => void;

  constructor(deps: AwsDeps, outbox: Outbox, log: PageLog, onError: (error: unknown) => void) {
    this.#deps = deps;
    this.#outbox = outbox;
    this.#log = log;
    this.#onError = onError;
  }

  /** @throws AppError overloaded when others hold its items for too long; nothing was written then. */
  async commit(writes: readonly UnitWrite[], effects: Effects): Promise<UnitResult> {
    if (isEmpty(effects)) return await this.#transact([...writes]);
    const outboxItem = { Put: { TableName: this.#outbox.table, Item: this.#outbox.item(effects) } };
    const result = await this.#transact([...writes, outboxItem]);
    // What stays in the outbox, because this process dies here, is found by the next who reads the log.
    if (result.kind === 'committed') void this.#log.sequence().catch(this.#onError);
    return result;
  }

  async #transact(TransactItems: UnitWrite[]): Promise<UnitResult> {
    checkUnitSize(TransactItems.length);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#deps.clients.dynamo.send(new TransactWriteCommand({ TransactItems }));
        return { kind: 'committed' };
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        const refusal = refusalOf(error);
        if (refusal) return refusal;
        if (!isPassing(error)) throw error;
        if (attempt === MAX_ATTEMPTS) throw tooBusy(error);
      }
      await pause(attempt);
    }
  }
}

function refusalOf({ CancellationReasons = [] }: TransactionCanceledException): Refusal | undefined {
  const failed = new Map<number, Readonly<Record<string, unknown>> | undefined>();
  for (const [index, { Code, Item }] of CancellationReasons.entries()) {
    if (Code === 'ConditionalCheckFailed') failed.set(index, Item && scalarsOf(Item));
  }
  return failed.size > 0 ? { kind: 'refused', failed } : undefined;
}

/** The document client leaves items in errors as they were sent: `{mg: {N: '1'}}`. Numbers stay text here. */
function scalarsOf(item: Readonly<Record<string, object>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(item).map(([name, typed]) => [name, Object.values(typed)[0]]));
}

function isPassing({ CancellationReasons = [] }: TransactionCanceledException): boolean {
  return CancellationReasons.every(({ Code = 'None' }) => Code === 'None' || PASSING.has(Code));
}

function tooBusy(cause: unknown): AppError {
  return new AppError('overloaded', { detail: 'Others are changing the same things.', cause });
}
