import { AsyncLocalStorage } from 'node:async_hooks';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AwsClients } from '../../packages/adapter-aws/src/clients.ts';
import type { ResourceNames } from '../../packages/adapter-aws/src/resource-names.ts';
import { DynamoMeter } from './dynamo-meter.ts';
import { busUnits, s3Units, sqsUnits, type Units } from './message-units.ts';
import { NO_UNITS, sumOf, type Tally } from './tally.ts';

export interface MeterOptions {
  /** Where calls are counted that nobody called under a label; absent: nowhere. */
  readonly otherwise?: string;
  /** Another label for some calls; undefined: they are not counted. */
  readonly relabel?: (label: string, commandName: string, input: object) => string | undefined;
}

type Next = (args: { input: object }) => Promise<{ output: object }>;
type Middleware = (next: Next, context: { readonly commandName?: string }) => Next;
/** The stacks of all clients, whose types differ by what they carry. */
interface Stack {
  add(middleware: Middleware, options: { readonly step: 'initialize'; readonly name: string }): void;
  addRelativeTo(middleware: Middleware, options: typeof SERIALIZED & { readonly name: string }): void;
}

/** Here items are typed values, also in calls of the client of documents. */
const SERIALIZED = { relation: 'after', toMiddleware: 'serializerMiddleware' } as const;

/** Counts the calls of SDK clients under the label of whoever caused them, background work included. */
export class Meter {
  readonly #label = new AsyncLocalStorage<string>();
  readonly #tallies = new Map<string, Tally>();
  readonly #options: MeterOptions;

  constructor(options: MeterOptions = {}) {
    this.#options = options;
  }

  /** Everything that `work` calls, at once or later, is counted under the label; undefined: not at all. */
  within<T>(label: string | undefined, work: () => T): T {
    return this.#label.run(label ?? '', work);
  }

  tallies(): ReadonlyMap<string, Tally> {
    return new Map(this.#tallies);
  }

  reset(): void {
    this.#tallies.clear();
  }

  watch({ dynamo, sqs, events, s3 }: AwsClients, names: ResourceNames): void {
    this.#watchDynamo(dynamo as unknown as DynamoDBClient, names);
    this.#watchOther('sqs', sqs, sqsUnits);
    this.#watchOther('events', events, busUnits);
    this.#watchOther('s3', s3, s3Units);
  }

  #watchDynamo(dynamo: DynamoDBClient, names: ResourceNames): void {
    const meter = new DynamoMeter((command) => this.within(undefined, () => dynamo.send(command)), names);
    const stack = dynamo.middlewareStack as unknown as Stack;
    stack.add(
      (next) => (args) => next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'INDEXES' } }),
      { step: 'initialize', name: 'askForCapacity' },
    );
    this.#add(stack, 'dynamodb', (commandName, input, call) => meter.measure(commandName, input, call));
  }

  #watchOther(
    service: string,
    client: { readonly middlewareStack: object },
    unitsOf: (commandName: string, input: object, output: object) => Units,
  ): void {
    this.#add(client.middlewareStack as Stack, service, async (commandName, input, call) => {
      const outcome = await settled(call);
      return { ...outcome, units: unitsOf(commandName, input, outcome.result?.output ?? {}) };
    });
  }

  #add(stack: Stack, service: string, measure: Measure): void {
    const count: Middleware = (next, { commandName = '' }) => {
      return async (args) => {
        const label = this.#labelFor(commandName, args.input);
        if (label === undefined) return await next(args);
        const { result, error, units } = await measure(commandName, args.input, () => next(args));
        this.#count(label, `${service} ${commandName.replace(/Command$/, '')}`, units);
        if (!result) throw error;
        return result;
      };
    };
    stack.addRelativeTo(count, { ...SERIALIZED, name: 'meter' });
  }

  #labelFor(commandName: string, input: object): string | undefined {
    const label = this.#label.getStore() ?? this.#options.otherwise;
    if (!label) return undefined;
    const { relabel } = this.#options;
    return relabel ? relabel(label, commandName, input) : label;
  }

  #count(label: string, call: string, units: Units): void {
    const tally = { calls: { [call]: 1 }, units: { ...NO_UNITS, ...units } };
    const before = this.#tallies.get(label);
    this.#tallies.set(label, before ? sumOf([before, tally]) : tally);
  }
}

interface Outcome {
  readonly result?: Awaited<ReturnType<Next>>;
  readonly error?: unknown;
}
type Measure = (
  commandName: string,
  input: object,
  call: () => ReturnType<Next>,
) => Promise<Outcome & { readonly units: Units }>;

/** Calls that are refused are billed too. */
async function settled(call: () => ReturnType<Next>): Promise<Outcome> {
  try {
    return { result: await call() };
  } catch (error) {
    return { error };
  }
}
