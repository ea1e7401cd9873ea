import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  type ConsumedCapacity,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { type ResourceNames, TABLES } from '../../packages/adapter-aws/src/resource-names.ts';
import { TABLE_INDEXES, type TableIndex } from '../../packages/adapter-aws/src/table-indexes.ts';
import type { Item } from './item-size.ts';
import type { Units } from './message-units.ts';
import { transactionalWriteUnits } from './write-units.ts';

type Look = (command: BatchGetItemCommand) => Promise<BatchGetItemCommandOutput>;
interface Input {
  readonly ConsistentRead?: boolean;
  readonly TransactItems?: readonly TransactWriteItem[];
  readonly RequestItems?: Readonly<Record<string, { readonly Keys?: readonly object[] }>>;
}
interface Output {
  readonly ConsumedCapacity?: ConsumedCapacity | readonly ConsumedCapacity[];
  readonly Responses?: Readonly<Record<string, readonly object[]>>;
}
interface Measured<T> {
  readonly result?: T;
  readonly error?: unknown;
  readonly units: Units;
}
interface Place {
  readonly table: string;
  readonly key: Item;
}

/**
 * Units of calls by AWS's rules. DynamoDB Local tells those of plain reads and writes right, but counts 0 for a query
 * that finds nothing and for a missing key of a batch; and in a transaction it sums the bytes of a table before it
 * rounds, then multiplies by 4, index entries too. So transactions are counted from the images of their items.
 */
export class DynamoMeter {
  readonly #look: Look;
  readonly #indexes: ReadonlyMap<string, readonly TableIndex[]>;

  /** @param look reads items without being counted */
  constructor(look: Look, names: ResourceNames) {
    this.#look = look;
    this.#indexes = new Map(TABLES.map((table) => [names.table(table), TABLE_INDEXES[table]]));
  }

  async measure<T extends { output: object }>(
    commandName: string,
    input: Input,
    call: () => Promise<T>,
  ): Promise<Measured<T>> {
    if (input.TransactItems) return await this.#transaction(input.TransactItems, call);
    try {
      const result = await call();
      return { result, units: plainUnits(commandName, input, result.output) };
    } catch (error) {
      // A refused write costs what stands against it: here that is the relay's position or a page's key, below 1 kB.
      return { error, units: { writeUnits: 1 } };
    }
  }

  /** A transaction that was cancelled is taken to cost as much as one that went through: an upper bound. */
  async #transaction<T>(writes: readonly TransactWriteItem[], call: () => Promise<T>): Promise<Measured<T>> {
    const places = writes.map(placeOf);
    const before = await readPlaces(this.#look, places);
    const unitsWith = (after: typeof before) => {
      const changes = places.map(({ table }, at) => {
        const change = { before: before[at], after: after[at] ?? writes[at]?.Put?.Item };
        return transactionalWriteUnits(change, this.#indexes.get(table) ?? []);
      });
      return { writeUnits: changes.reduce((sum, units) => sum + units, 0) };
    };
    try {
      const result = await call();
      // What was put is known.
      const updated = places.filter((_, at) => !writes[at]?.Put);
      const found = await readPlaces(this.#look, updated);
      const after = new Map(updated.map((place, at) => [place, found[at]]));
      return { result, units: unitsWith(places.map((place) => after.get(place))) };
    } catch (error) {
      return { error, units: unitsWith(before) };
    }
  }
}

function plainUnits(commandName: string, input: Input, { ConsumedCapacity: told, Responses }: Output): Units {
  const consumed = [told ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
  if (!/^(Get|Query|BatchGet)/.test(commandName)) return { writeUnits: consumed };
  if (!Responses) return { readUnits: Math.max(consumed, input.ConsistentRead ? 1 : 0.5) };
  const asked = Object.values(input.RequestItems ?? {}).flatMap(({ Keys = [] }) => Keys).length;
  const found = Object.values(Responses).flat().length;
  return { readUnits: consumed + asked - found };
}

function placeOf({ Put, Update, Delete }: TransactWriteItem): Place {
  const { pk, sk } = Put?.Item ?? Update?.Key ?? Delete?.Key ?? {};
  return { table: (Put ?? Update ?? Delete)?.TableName ?? '', key: { ...(pk && { pk }), ...(sk && { sk }) } };
}

async function readPlaces(look: Look, places: readonly Place[]): Promise<readonly (Item | undefined)[]> {
  if (places.length === 0) return [];
  const RequestItems: Record<string, { Keys: Item[]; ConsistentRead: true }> = {};
  for (const { table, key } of places) {
    RequestItems[table] ??= { Keys: [], ConsistentRead: true };
    RequestItems[table].Keys.push(key);
  }
  const { Responses = {} } = await look(new BatchGetItemCommand({ RequestItems }));
  const items = Object.entries(Responses).flatMap(([table, found]) =>
    found.map((item) => [nameOf({ table, key: item }), item] as const),
  );
  const byName = new Map(items);
  return places.map((place) => byName.get(nameOf(place)));
}

function nameOf({ table, key }: Place): string {
  return JSON.stringify([table, key.pk?.S, key.sk?.S]);
}
