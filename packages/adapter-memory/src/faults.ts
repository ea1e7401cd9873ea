import type { Clock, Ports, QueueMessage, Random } from '@sprk/core';
import { AppError } from '@sprk/core';
import type { Timers } from './virtual-clock.ts';

/** What may go wrong at one method; probabilities in 0..1. */
export interface FaultRule {
  /** The call fails and nothing is written. */
  readonly beforeCommit?: number;
  /** The call is carried out, but its reply is lost: the caller sees a failure. */
  readonly afterCommit?: number;
  /** The call takes a time uniform in [0, delayMs], on the ports' clock. */
  readonly delayMs?: number;
  /** For queues.receive: a message is handed out a second time later, with a receipt that has no effect. */
  readonly duplicateDelivery?: number;
  /** For queues.receive: the messages of one answer come in a random order. */
  readonly reorder?: number;
}

export type FaultKind = keyof FaultRule;

/** Rules by `port.method`, e.g. `lots.commit`; `port.*` and `*` are used where nothing closer is named. */
export type FaultPlan = Readonly<Record<string, FaultRule>>;

export interface Faults {
  ruleFor(method: string): FaultRule;
  /** Whether a fault of that probability happens now; drawn from the seeded source. */
  happens(kind: FaultKind, probability: number | undefined): boolean;
  /** Uniform in [0, 1), from the seeded source. */
  draw(): number;
  /** No faults from here on, e.g. to see whether a system comes to rest. */
  stop(): void;
  start(): void;
  /** How often each kind has happened. */
  counts(): Readonly<Record<FaultKind, number>>;
}

/** Faults drawn from a seeded source: the same seed and the same calls give the same faults. */
export function createFaults({
  random,
  plan,
}: {
  readonly random: Random;
  readonly plan: FaultPlan;
}): Faults {
  const counts = { beforeCommit: 0, afterCommit: 0, delayMs: 0, duplicateDelivery: 0, reorder: 0 };
  let running = true;
  return {
    ruleFor: (method) => plan[method] ?? plan[`${method.split('.')[0]}.*`] ?? plan['*'] ?? {},
    happens(kind, probability) {
      if (!running || !probability || random.next() >= probability) return false;
      counts[kind] += 1;
      return true;
    },
    draw: () => random.next(),
    stop: () => {
      running = false;
    },
    start: () => {
      running = true;
    },
    counts: () => ({ ...counts }),
  };
}

/** The ports of any adapter with faults in front of them. */
export function injectFaults(
  ports: Ports,
  faults: Faults,
  { clock, timers }: { readonly clock: Clock; readonly timers: Timers },
): Ports {
  const again: QueueMessage[] = [];
  const deps = { faults, clock, timers };
  const wrapped = Object.entries(ports).map(([name, port]) => [name, withFaults(name, port, deps)]);
  const faulty: Ports = Object.fromEntries(wrapped);
  return { ...faulty, queues: { ...faulty.queues, receive: withDuplicates(faulty, faults, again) } };
}

type Method = (...args: readonly unknown[]) => Promise<unknown>;

function withFaults(
  name: string,
  port: object,
  { faults, clock, timers }: { readonly faults: Faults; readonly clock: Clock; readonly timers: Timers },
): object {
  const wrap = (method: string, call: Method): Method =>
    async function faulty(...args) {
      const rule = faults.ruleFor(method);
      if (faults.happens('delayMs', rule.delayMs ? 1 : 0)) {
        await timers.waitUntil(clock.now() + faults.draw() * (rule.delayMs ?? 0));
      }
      if (faults.happens('beforeCommit', rule.beforeCommit)) throw toFault(method, 'before');
      const result = await call(...args);
      if (faults.happens('afterCommit', rule.afterCommit)) throw toFault(method, 'after');
      return result;
    };
  const methods = Object.entries(port).map(([key, call]) => [key, wrap(`${name}.${key}`, call.bind(port))]);
  return Object.fromEntries(methods);
}

function toFault(method: string, when: 'before' | 'after'): AppError {
  return new AppError('unavailable', { detail: `Injected fault ${when} ${method}.` });
}

function withDuplicates(ports: Ports, faults: Faults, again: QueueMessage[]): Ports['queues']['receive'] {
  return async (queue, options, signal) => {
    const rule = faults.ruleFor('queues.receive');
    const copies = again.filter((message) => message.queue === queue).slice(0, options.max);
    for (const copy of copies) again.splice(again.indexOf(copy), 1);
    const rest = {
      ...options,
      max: options.max - copies.length,
      waitMs: copies.length > 0 ? 0 : options.waitMs,
    };
    const fresh = rest.max > 0 ? await ports.queues.receive(queue, rest, signal) : [];
    for (const message of fresh) {
      if (!faults.happens('duplicateDelivery', rule.duplicateDelivery)) continue;
      again.push({ ...structuredClone(message), receipt: `${message.receipt}.copy` });
    }
    const messages = [...copies, ...fresh];
    return faults.happens('reorder', rule.reorder) ? shuffled(messages, faults) : messages;
  };
}

/** Fisher-Yates on a copy. */
function shuffled<T>(items: readonly T[], faults: Faults): T[] {
  const copy = [...items];
  for (let index = copy.length - 1; index > 0; index -= 1) {
    const other = Math.floor(faults.draw() * (index + 1));
    [copy[index], copy[other]] = [copy[other] as T, copy[index] as T];
  }
  return copy;
}
