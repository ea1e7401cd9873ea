import { setTimeout as sleep } from 'node:timers/promises';
import type { Ports } from '@sprk/core';
import type { OpenedPorts } from '@sprk/port-contracts';
import type { AwsClients } from '../src/clients.ts';
import { type AwsPorts, type AwsPortsOptions, openAwsPorts } from '../src/open-aws-ports.ts';
import { Arrivals } from './arrivals.ts';
import { createResources, type Resources } from './create-resources.ts';
import { emulatorClients } from './emulator.ts';
import { settledQueues } from './settled-queues.ts';

export interface Emulated extends OpenedPorts, Pick<Resources, 'names' | 'bucket'> {
  readonly ports: AwsPorts;
  readonly second: AwsPorts;
  readonly clients: AwsClients;
}

/** Waits of this length are for the end of a lease. LocalStack brings messages back up to a second late. */
const LEASE_MS = 1500;
const LATE_MS = 1000;
const clock = { now: () => Date.now() };

/** All ports on fresh resources of the emulator, and a second handle as another process would have it. */
export async function openEmulated(options: Partial<AwsPortsOptions> = {}): Promise<Emulated> {
  await using opening = new AsyncDisposableStack();
  const clients = opening.use(emulatorClients());
  const arrivals = new Arrivals(clients);
  const { names, bucket } = opening.use(await createResources(clients));
  const common = { clients, names, clock, bucket, onError: () => undefined, ...options };
  const ports = opening.use(openAwsPorts(common));
  const second = opening.use(openAwsPorts({ ...common, isRelaying: false }));
  const drain = () => ports.relay.drain();
  const settled = <P extends Ports>(some: P): P => ({
    ...some,
    queues: settledQueues(some.queues, drain, arrivals),
  });
  const opened = opening.move();
  return {
    ports: settled(ports),
    second: settled(second),
    clients,
    names,
    bucket,
    advance: async (ms) => {
      await drain();
      await sleep(ms >= LEASE_MS ? ms + LATE_MS : ms);
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
